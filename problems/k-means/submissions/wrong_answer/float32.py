"""Mistake: works in float32 to save memory; seven digits are not enough."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    points = points.astype(np.float32)
    centroids = initial_centroids.astype(np.float32)
    features = points.T.copy()
    labels = None
    for _ in range(max_iterations):
        distances = np.array([((features - c[:, None]) ** 2).sum(axis=0) for c in centroids])
        found = distances.argmin(axis=0)
        if labels is not None and np.array_equal(found, labels):
            break
        labels = found
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
    return labels, centroids.astype(np.float64)
