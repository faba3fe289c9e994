"""Mistake: the formulas as they stand; exp overflows, the logarithm of 0 is infinite."""

import numpy as np


def focal_loss(logits: np.ndarray, targets: np.ndarray, gamma: float, alpha: float) -> dict:
    with np.errstate(all="ignore"):
        probability = 1 / (1 + np.exp(-logits))
        p = np.where(targets == 1, probability, 1 - probability)
        weight = np.where(targets == 1, alpha, 1 - alpha) * (targets != -1)
        sign = np.where(targets == 1, 1, -1)
        loss = -weight * (1 - p) ** gamma * np.log(p)
        slope = gamma * p * np.log(p) - (1 - p)
        grad = sign * weight * (1 - p) ** gamma * slope
    normaliser = max(1, np.count_nonzero(targets == 1))
    return {"loss": loss.sum() / normaliser, "grad": grad / normaliser}
