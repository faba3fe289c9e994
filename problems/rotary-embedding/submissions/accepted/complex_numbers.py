"""Pairs as complex numbers; a rotation is a product with a number of magnitude 1."""

import numpy as np


def rotary_embedding(x, positions, base, rotary_dim, interleaved):
    head, tail = np.split(x, [rotary_dim], axis=-1)
    frequencies = np.exp(-np.log(base) * np.arange(0, rotary_dim, 2) / rotary_dim)
    turn = np.exp(1j * positions[..., None] * frequencies)[:, :, None, :]
    if interleaved:
        pairs = head.reshape(*head.shape[:-1], -1, 2)
        turned = (pairs[..., 0] + 1j * pairs[..., 1]) * turn
        head = np.stack([turned.real, turned.imag], axis=-1).reshape(head.shape)
    else:
        u, v = np.split(head, 2, axis=-1)
        turned = (u + 1j * v) * turn
        head = np.concatenate([turned.real, turned.imag], axis=-1)
    return np.concatenate([head, tail], axis=-1)
