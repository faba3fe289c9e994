"""Mistake: the labels start as zeros, so that a first assignment of all points to cluster 0 looks
like convergence and the centroid never moves.
"""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    features = points.T.copy()
    labels = np.zeros(len(points), dtype=int)
    for _ in range(max_iterations):
        distances = np.array([((features - c[:, None]) ** 2).sum(axis=0) for c in centroids])
        found = distances.argmin(axis=0)
        if np.array_equal(found, labels):
            break
        labels = found
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
    return labels, centroids
