import numpy as np


def bayesian_regression(
    X: np.ndarray,
    y: np.ndarray,
    prior_mean: np.ndarray,
    prior_covariance: np.ndarray,
    noise_variance: float,
    X_new: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the posterior of the weights and the predictions for the rows of X_new.

    Keys: "mean" (d,), "covariance" (d, d), "predictive_mean" and "predictive_variance" (m,).
    """
    raise NotImplementedError("write your solution here")
