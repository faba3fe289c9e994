"""Mistake: computes the angles in float32."""

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
    angles = angles.astype(np.float32)
    cos, sin = np.cos(angles), np.sin(angles)
    if interleaved:
        first, second = slice(0, rotary_dim, 2), slice(1, rotary_dim, 2)
    else:
        first, second = slice(0, half), slice(half, rotary_dim)
    u, v = x[..., first], x[..., second]
    result = x.copy()
    result[..., first] = u * cos - v * sin
    result[..., second] = u * sin + v * cos
    return result
