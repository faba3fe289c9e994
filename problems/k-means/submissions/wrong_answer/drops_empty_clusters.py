"""Mistake: keeps only the clusters that have points, so that fewer than k centroids come back."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids
    features = points.T.copy()
    labels = None
    for _ in range(max_iterations):
        distances = np.array([((features - c[:, None]) ** 2).sum(axis=0) for c in centroids])
        found = distances.argmin(axis=0)
        if labels is not None and np.array_equal(found, labels):
            break
        labels = found
        centroids = np.array([points[labels == j].mean(axis=0) for j in np.unique(labels)])
    return labels, centroids
