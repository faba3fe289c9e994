"""Mistake: lets the gradient flow through the mean, but not through the variance."""

import numpy as np


def layer_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    eps: float,
    dout: np.ndarray,
) -> dict[str, np.ndarray]:
    centred = x - x.mean(axis=-1, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = centred / root
    g = dout * gamma
    through_mean = g.mean(axis=-1, keepdims=True)
    rows = tuple(range(x.ndim - 1))
    return {
        "y": gamma * x_hat + beta,
        "dx": (g - through_mean) / root,
        "dgamma": (dout * x_hat).sum(axis=rows),
        "dbeta": dout.sum(axis=rows),
    }
