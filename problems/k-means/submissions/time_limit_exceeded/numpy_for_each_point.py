"""Mistake: calls numpy once per point; its fixed cost per call is more than the work done."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    labels = None
    for _ in range(max_iterations):
        found = np.array([np.argmin(np.sum((centroids - point) ** 2, axis=1)) for point in points])
        if labels is not None and np.array_equal(found, labels):
            break
        labels = found
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
    return labels, centroids
