"""Mistake: the shares include padding."""

import numpy as np


def load_balance_loss(
    logits: np.ndarray,
    mask: np.ndarray,
    k: int,
    alpha: float,
    beta: float,
) -> dict[str, object]:
    rows = logits[mask]
    m = max(len(rows), 1)
    top = rows.max(axis=1, keepdims=True)
    log_sum = top + np.log(np.exp(rows - top).sum(axis=1, keepdims=True))
    p = np.exp(rows - log_sum)

    experts = logits.shape[1]
    chosen = np.argsort(-logits, kind="stable")[:, :k]
    fraction = np.bincount(chosen.ravel(), minlength=experts) / (k * len(logits))
    expected = p @ fraction
    grad = np.zeros_like(logits)
    grad[mask] = alpha * experts / m * p * (fraction - expected[:, None])
    grad[mask] += 2 * beta / m * log_sum * p
    return {
        "balance": alpha * experts * expected.sum() / m,
        "z": beta * (log_sum**2).sum() / m,
        "fraction": fraction,
        "grad": grad,
    }
