"""Mistake: counts a draw on the border of two shares to the left one."""

import numpy as np


def squared_distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return ((points[:, None] - centres) ** 2).sum(axis=2)


def seed(points: np.ndarray, draws: list[float]) -> np.ndarray:
    weights = np.ones(len(points))
    chosen = []
    for draw in draws:
        cumulated = weights.cumsum()
        chosen.append(np.searchsorted(cumulated, draw * cumulated[-1], side="left"))
        weights = squared_distances(points, points[chosen]).min(axis=1)
    return points[chosen]


def inertia(points: np.ndarray, centres: np.ndarray, iterations: int) -> float:
    for _ in range(iterations):
        labels = squared_distances(points, centres).argmin(axis=1)
        for label in np.unique(labels):
            centres[label] = points[labels == label].mean(axis=0)
    return squared_distances(points, centres).min(axis=1).sum()


def elbow(points: np.ndarray, draws: list[list[float]], iterations: int) -> tuple[int, list[float]]:
    path = np.array([inertia(points, seed(points, row), iterations) for row in draws])
    steps = np.arange(len(path))
    below = steps[-1] * (path[0] - path) - steps * (path[0] - path[-1])
    return int(below.argmax()) + 1, path.tolist()
