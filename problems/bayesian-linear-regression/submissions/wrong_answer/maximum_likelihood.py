"""Mistake: fits least squares and reports its covariance; the prior is not used."""

import numpy as np


def bayesian_regression(
    X: np.ndarray,
    y: np.ndarray,
    prior_mean: np.ndarray,
    prior_covariance: np.ndarray,
    noise_variance: float,
    X_new: np.ndarray,
) -> dict[str, np.ndarray]:
    prior_precision = np.linalg.inv(prior_covariance)
    covariance = np.linalg.pinv(X.T @ X / noise_variance)
    mean = covariance @ (X.T @ y / noise_variance)
    return {
        "mean": mean,
        "covariance": covariance,
        "predictive_mean": X_new @ mean,
        "predictive_variance": np.sum(X_new @ covariance * X_new, axis=1) + noise_variance,
    }
