"""Look at one centroid after the other and remember the nearest so far: O(n * d) extra memory."""

import numpy as np


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> tuple[np.ndarray, np.ndarray]:
    centroids = initial_centroids.copy()
    labels = None
    for _ in range(max_iterations):
        previous, labels = labels, nearest(points, centroids)
        if previous is not None and np.array_equal(previous, labels):
            break
        move(centroids, points, labels)
    return labels, centroids


def nearest(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    # One row per feature: numpy is fast along the last axis, and the points are many.
    features = np.ascontiguousarray(points.T)
    labels = np.zeros(len(points), dtype=np.int64)
    smallest = np.full(len(points), np.inf)
    for index, centroid in enumerate(centroids):
        difference = features - centroid[:, None]
        distance = np.einsum("ti,ti->i", difference, difference)
        closer = distance < smallest
        labels[closer] = index
        smallest[closer] = distance[closer]
    return labels


def move(centroids: np.ndarray, points: np.ndarray, labels: np.ndarray) -> None:
    for index in range(len(centroids)):
        members = points[labels == index]
        if len(members):
            centroids[index] = members.mean(axis=0)
