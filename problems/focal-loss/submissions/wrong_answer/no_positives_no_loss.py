"""Mistake: returns 0 if there are no positives."""

import numpy as np


def focal_loss(logits: np.ndarray, targets: np.ndarray, gamma: float, alpha: float) -> dict:
    sign = np.where(targets == 1, 1, -1)
    weight = np.where(targets == 1, alpha, 1 - alpha) * (targets >= 0)
    weight *= np.sum(targets == 1) > 0
    weight /= max(1, np.sum(targets == 1))

    log_p = -np.logaddexp(0, -sign * logits)
    log_q = -np.logaddexp(0, sign * logits)
    focus = weight * np.exp(gamma * log_q)
    slope = gamma * np.exp(log_p) * log_p - np.exp(log_q)
    return {"loss": -np.sum(focus * log_p), "grad": sign * focus * slope}
