"""Weights and targets are jointly Gaussian; condition on the targets. Solves an n x n system."""

import numpy as np


def bayesian_regression(
    X: np.ndarray,
    y: np.ndarray,
    prior_mean: np.ndarray,
    prior_covariance: np.ndarray,
    noise_variance: float,
    X_new: np.ndarray,
) -> dict[str, list]:
    cross = prior_covariance @ X.T
    of_targets = X @ cross + noise_variance * np.eye(len(y))
    gain = np.linalg.solve(of_targets, cross.T).T
    mean = prior_mean + gain @ (y - X @ prior_mean)
    covariance = prior_covariance - gain @ cross.T
    spread = np.einsum("ij,jk,ik->i", X_new, covariance, X_new)
    return {
        "mean": mean.tolist(),
        "covariance": covariance.tolist(),
        "predictive_mean": X_new.dot(mean).tolist(),
        "predictive_variance": (spread + noise_variance).tolist(),
    }
