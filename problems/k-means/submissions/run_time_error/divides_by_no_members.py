"""Mistake: divides by the number of members as a Python integer; an empty cluster has zero."""

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
        for j in range(len(centroids)):
            members = points[labels == j]
            centroids[j] = members.sum(axis=0) * (1 / len(members))
    return labels, centroids
