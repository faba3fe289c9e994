"""Mistake: divides the variance by d - 1."""

import numpy as np


def layer_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    eps: float,
    dout: np.ndarray,
) -> dict[str, np.ndarray]:
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = (centred**2).sum(axis=-1, keepdims=True) / max(x.shape[-1] - 1, 1)
    root = np.sqrt(variance + eps)
    x_hat = centred / root
    g = dout * gamma
    through_mean = g.mean(axis=-1, keepdims=True)
    through_variance = x_hat * (g * x_hat).mean(axis=-1, keepdims=True)
    rows = tuple(range(x.ndim - 1))
    return {
        "y": gamma * x_hat + beta,
        "dx": (g - through_mean - through_variance) / root,
        "dgamma": (dout * x_hat).sum(axis=rows),
        "dbeta": dout.sum(axis=rows),
    }
