"""Mistake: assigns the points again after the last update, even if max_iterations ended the run."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    features = points.T.copy()
    centroids = initial_centroids.copy()
    labels = assign(features, centroids)
    for _ in range(max_iterations):
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
        found = assign(features, centroids)
        if np.array_equal(found, labels):
            break
        labels = found
    return labels, centroids


def assign(features: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    distances = np.array([((features - c[:, None]) ** 2).sum(axis=0) for c in centroids])
    return distances.argmin(axis=0)
