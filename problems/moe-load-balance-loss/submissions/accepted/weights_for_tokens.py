"""All tokens with weight 1/m or 0; a one-hot count of the choices by their ranks."""

import numpy as np


def load_balance_loss(logits, mask, k, alpha, beta):
    T, E = logits.shape
    weight = mask / mask.sum() if mask.any() else np.zeros(T)
    ranks = np.argsort(np.argsort(-logits, axis=1, kind="stable"), axis=1, kind="stable")
    f = weight @ (ranks < k) / k
    shifted = logits - logits.max(1)[:, None]
    powers = np.exp(shifted)
    total = powers.sum(1)
    p = powers / total[:, None]
    lse = logits.max(1) + np.log(total)
    inner = (p * f).sum(1)
    grad = weight[:, None] * p * (alpha * E * (f - inner[:, None]) + 2 * beta * lse[:, None])
    return {
        "balance": alpha * E * (weight * inner).sum(),
        "z": beta * (weight * lse * lse).sum(),
        "fraction": f,
        "grad": grad,
    }
