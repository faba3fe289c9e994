"""Mistake: repeats angles pairwise, (a, a, b, b), in the layout of halves too."""

import numpy as np


def rotary_embedding(x, positions, base, rotary_dim, interleaved):
    half = rotary_dim // 2
    angles = positions[:, :, None, None] * base ** (-np.arange(half) / half)
    angles = np.repeat(angles, 2, axis=-1)
    head, tail = x[..., :rotary_dim], x[..., rotary_dim:]
    if interleaved:
        turned = np.stack([-head[..., 1::2], head[..., ::2]], axis=-1).reshape(head.shape)
    else:
        turned = np.concatenate([-head[..., half:], head[..., :half]], axis=-1)
    head = head * np.cos(angles) + turned * np.sin(angles)
    return np.concatenate([head, tail], axis=-1)
