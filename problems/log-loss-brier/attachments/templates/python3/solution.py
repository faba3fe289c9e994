import numpy as np


def score_forecasts(
    y_true: np.ndarray, probabilities: np.ndarray, weights: np.ndarray, eps: float
) -> dict[str, float | None]:
    """Return "log_loss", "brier" and "brier_skill" of weighted forecasts of a class."""
    raise NotImplementedError("write your solution here")
