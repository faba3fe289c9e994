"""One pair of coordinates after the other, for all tokens and heads at once."""

import numpy as np


def rotary_embedding(x, positions, base, rotary_dim, interleaved):
    result = np.array(x)
    for i in range(rotary_dim // 2):
        j, k = (2 * i, 2 * i + 1) if interleaved else (i, i + rotary_dim // 2)
        theta = positions / base ** (2 * i / rotary_dim)
        cos = np.cos(theta)[:, :, np.newaxis]
        sin = np.sin(theta)[:, :, np.newaxis]
        result[:, :, :, j] = cos * x[:, :, :, j] - sin * x[:, :, :, k]
        result[:, :, :, k] = sin * x[:, :, :, j] + cos * x[:, :, :, k]
    return result
