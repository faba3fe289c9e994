"""Mistake: works in place, so the second coordinate is made from the new first one."""

import numpy as np


def rotary_embedding(
    x: np.ndarray,
    positions: np.ndarray,
    base: float,
    rotary_dim: int,
    interleaved: bool,
) -> np.ndarray:
    half = rotary_dim // 2
    angles = positions[:, :, None, None] * base ** (-np.arange(half) / half)
    cos, sin = np.cos(angles), np.sin(angles)
    if interleaved:
        first, second = slice(0, rotary_dim, 2), slice(1, rotary_dim, 2)
    else:
        first, second = slice(0, half), slice(half, rotary_dim)
    u, v = x[..., first], x[..., second]
    result = x
    result[..., first] = u * cos - v * sin
    result[..., second] = u * sin + v * cos
    return result
