"""Mistake: compares with the forecast that knows nothing at all, 1/C each."""

import numpy as np


def score_forecasts(
    y_true: np.ndarray, probabilities: np.ndarray, weights: np.ndarray, eps: float
) -> dict[str, float | None]:
    p = probabilities / probabilities.sum(axis=1, keepdims=True)
    outcome = np.eye(p.shape[1])[y_true]
    truth = np.clip(p[outcome == 1], eps, 1 - eps)
    brier = np.average(((p - outcome) ** 2).sum(axis=1), weights=weights)

    frequencies = np.average(outcome, axis=0, weights=weights)
    skill = None
    if np.count_nonzero(frequencies) > 1:
        skill = 1 - brier / (1 - 1 / p.shape[1])
    return {
        "log_loss": -np.average(np.log(truth), weights=weights),
        "brier": brier,
        "brier_skill": skill,
    }
