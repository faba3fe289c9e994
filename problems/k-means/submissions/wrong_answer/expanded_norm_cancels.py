"""Mistake: |x|^2 - 2 x.c + |c|^2 far from the origin, where the squares swallow the distances."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    squares = (points**2).sum(axis=1)
    labels = None
    for _ in range(max_iterations):
        distances = squares[:, None] - 2 * points @ centroids.T + (centroids**2).sum(axis=1)
        found = distances.argmin(axis=1)
        if labels is not None and np.array_equal(found, labels):
            break
        labels = found
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
    return labels, centroids
