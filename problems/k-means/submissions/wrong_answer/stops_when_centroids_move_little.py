"""Mistake: stops when no centroid moves by more than 1e-4, as libraries do by default.

Small data or slow progress ends too early.
"""

import numpy as np

TOLERANCE = 1e-4


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    features = points.T.copy()
    for _ in range(max_iterations):
        distances = np.array([((features - c[:, None]) ** 2).sum(axis=0) for c in centroids])
        labels = distances.argmin(axis=0)
        before = centroids.copy()
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
        if np.abs(centroids - before).max() < TOLERANCE:
            break
    return labels, centroids
