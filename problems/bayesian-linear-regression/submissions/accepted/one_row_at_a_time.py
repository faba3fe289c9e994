"""Rows arrive one by one: each turns the posterior so far into the next one, as a Kalman filter."""

import numpy as np


def bayesian_regression(
    X: np.ndarray,
    y: np.ndarray,
    prior_mean: np.ndarray,
    prior_covariance: np.ndarray,
    noise_variance: float,
    X_new: np.ndarray,
) -> dict[str, np.ndarray]:
    mean = prior_mean.copy()
    covariance = prior_covariance.copy()
    for row, target in zip(X, y, strict=True):
        reach = covariance @ row
        variance = row @ reach + noise_variance
        mean += reach * ((target - row @ mean) / variance)
        covariance -= np.outer(reach, reach) / variance
    return {
        "mean": mean,
        "covariance": covariance,
        "predictive_mean": np.array([row @ mean for row in X_new]),
        "predictive_variance": np.array([row @ covariance @ row + noise_variance for row in X_new]),
    }
