"""Mistake: bincount without minlength is too short when the clusters with the highest labels are
empty: IndexError.
"""

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
        counts = np.bincount(labels)
        for j in range(len(centroids)):
            if counts[j] > 0:
                centroids[j] = points[labels == j].sum(axis=0) / counts[j]
    return labels, centroids
