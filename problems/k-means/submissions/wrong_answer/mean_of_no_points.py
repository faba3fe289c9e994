"""Mistake: takes the mean of an empty cluster, which is nan (and then the nearest of all)."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    features = points.T.copy()
    labels = None
    for _ in range(max_iterations):
        distances = np.array([((features - c[:, None]) ** 2).sum(axis=0) for c in centroids])
        found = distances.argmin(axis=0)
        if labels is not None and np.array_equal(found, labels):
            break
        labels = found
        with np.errstate(invalid="ignore", divide="ignore"):
            for j in range(len(centroids)):
                centroids[j] = points[labels == j].sum(axis=0) / (labels == j).sum()
    return labels, centroids
