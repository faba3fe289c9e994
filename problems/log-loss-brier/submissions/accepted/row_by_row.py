"""Row by row with plain floats; the reference forecast is scored like any other."""

import math

import numpy as np


def score_forecasts(
    y_true: np.ndarray, probabilities: np.ndarray, weights: np.ndarray, eps: float
) -> dict[str, float | None]:
    cases = [0] * probabilities.shape[1]
    log_terms, brier_terms = [], []
    rows = zip(y_true.tolist(), probabilities.tolist(), weights.tolist())
    for truth, row, weight in rows:
        total = math.fsum(row)
        p = [value / total for value in row]
        clipped = min(max(p[truth], eps), 1 - eps)
        log_terms.append(-weight * math.log(clipped))
        brier_terms.append(weight * squared_distance(p, truth))
        cases[truth] += weight

    everything = sum(cases)
    frequencies = [count / everything for count in cases]
    brier = math.fsum(brier_terms) / everything
    skill = None
    if everything not in cases:
        reference = sum(
            share * squared_distance(frequencies, truth) for truth, share in enumerate(frequencies)
        )
        skill = 1 - brier / reference
    return {
        "log_loss": math.fsum(log_terms) / everything,
        "brier": brier,
        "brier_skill": skill,
    }


def squared_distance(p: list[float], truth: int) -> float:
    return sum(value * value for value in p) - 2 * p[truth] + 1
