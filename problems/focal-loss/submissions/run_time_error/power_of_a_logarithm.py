"""Mistake: takes math.exp of the positive logit, which overflows."""

import math

import numpy as np


def focal_loss(logits: np.ndarray, targets: np.ndarray, gamma: float, alpha: float) -> dict:
    losses, grad = [], []
    for z, y in zip(logits.tolist(), targets.tolist()):
        if y == -1:
            grad.append(0.0)
            continue
        weight = alpha if y == 1 else 1 - alpha
        sign = 1 if y == 1 else -1
        p, q, log_p = probabilities(sign * z)
        focus = weight * q**gamma
        losses.append(-focus * log_p)
        grad.append(sign * focus * (gamma * p * log_p - q))

    normaliser = max(1, targets.tolist().count(1))
    return {"loss": math.fsum(losses) / normaliser, "grad": [g / normaliser for g in grad]}


def probabilities(margin: float) -> tuple[float, float, float]:
    """The probability p of the right class, 1 - p and ln p."""
    odds = math.exp(-margin)
    return 1 / (1 + odds), odds / (1 + odds), -math.log1p(odds)
