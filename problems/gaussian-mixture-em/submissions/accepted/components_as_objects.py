"""A component is an object that knows its density (by Cholesky) and how to fit itself."""

import math

import numpy as np


class Component:
    def __init__(self, weight: float, mean: np.ndarray, covariance: np.ndarray) -> None:
        self.weight = weight
        self.mean = mean
        self.covariance = covariance

    def log_joint(self, X: np.ndarray) -> np.ndarray:
        lower = np.linalg.cholesky(self.covariance)
        white = np.linalg.solve(lower, (X - self.mean).T)
        log_root = float(np.log(np.diag(lower)).sum())
        constant = math.log(self.weight) - X.shape[1] / 2 * math.log(2 * math.pi) - log_root
        return constant - 0.5 * (white**2).sum(axis=0)

    @classmethod
    def fitted(cls, X: np.ndarray, shares: np.ndarray, ridge: float) -> "Component":
        count = float(shares.sum())
        mean = shares.dot(X) / count
        scaled = np.sqrt(shares)[:, None] * (X - mean)
        covariance = scaled.T.dot(scaled) / count + np.diag([ridge] * X.shape[1])
        return cls(count / len(X), mean, covariance)


def expect(X: np.ndarray, components: list[Component]) -> tuple[np.ndarray, float]:
    """The responsibilities, one row per component, and the log-likelihood."""
    joint = np.array([component.log_joint(X) for component in components])
    peak = joint.max(axis=0)
    scaled = np.exp(joint - peak)
    sums = scaled.sum(axis=0)
    return scaled / sums, float((peak + np.log(sums)).sum())


def gaussian_mixture_em(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    ridge: float,
    iterations: int,
) -> dict[str, list]:
    components = list(map(Component, weights, means, covariances))
    shares, value = expect(X, components)
    path = [value]
    for _ in range(iterations):
        components = [Component.fitted(X, row, ridge) for row in shares]
        shares, value = expect(X, components)
        path.append(value)
    return {
        "weights": [float(component.weight) for component in components],
        "means": [component.mean.tolist() for component in components],
        "covariances": [component.covariance.tolist() for component in components],
        "log_likelihood": path,
    }
