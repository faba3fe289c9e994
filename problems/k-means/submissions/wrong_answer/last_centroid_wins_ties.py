"""Mistake: `<=` for `<` while looking for the nearest, so that the highest index wins a tie."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    features = points.T.copy()
    labels = None
    for _ in range(max_iterations):
        found = np.zeros(len(points), dtype=int)
        smallest = np.full(len(points), np.inf)
        for j, centroid in enumerate(centroids):
            distance = ((features - centroid[:, None]) ** 2).sum(axis=0)
            found = np.where(distance <= smallest, j, found)
            smallest = np.minimum(distance, smallest)
        if labels is not None and np.array_equal(found, labels):
            break
        labels = found
        for j in range(len(centroids)):
            if (labels == j).any():
                centroids[j] = points[labels == j].mean(axis=0)
    return labels, centroids
