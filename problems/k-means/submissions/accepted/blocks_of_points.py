"""Plain broadcasting over (points, features, centroids), in blocks that fit into the cache."""

from itertools import pairwise

import numpy as np

BLOCK_NUMBERS = 50_000


def k_means(
    points: np.ndarray, initial_centroids: np.ndarray, max_iterations: int
) -> list[list[int] | list[list[float]]]:
    centroids = [centroid.copy() for centroid in initial_centroids]
    labels = None
    for _ in range(max_iterations):
        found = assign(points, np.array(centroids))
        if labels is not None and (found == labels).all():
            break
        labels = found
        order = np.argsort(labels, kind="stable")
        ends = np.searchsorted(labels[order], np.arange(len(centroids) + 1))
        for index, (start, stop) in enumerate(pairwise(ends)):
            if start < stop:
                centroids[index] = points[order[start:stop]].sum(axis=0) / (stop - start)
    return [labels.tolist(), [centroid.tolist() for centroid in centroids]]


def assign(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    rows = max(1, BLOCK_NUMBERS // centroids.size)
    columns = np.ascontiguousarray(centroids.T)
    blocks = []
    for start in range(0, len(points), rows):
        difference = points[start : start + rows, :, None] - columns
        np.square(difference, out=difference)
        blocks.append(difference.sum(axis=1).argmin(axis=1))
    return np.concatenate(blocks)
