"""Mistake: predicts the variance of the mean and leaves out the noise of a new target."""

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
    covariance = np.linalg.inv(prior_precision + X.T @ X / noise_variance)
    mean = covariance @ (prior_precision @ prior_mean + X.T @ y / noise_variance)
    return {
        "mean": mean,
        "covariance": covariance,
        "predictive_mean": X_new @ mean,
        "predictive_variance": np.sum(X_new @ covariance * X_new, axis=1),
    }
