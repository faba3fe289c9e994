"""Distances by the expanded square, means by a one-hot matrix product, the chord by interp."""

import numpy as np


def seed(points: np.ndarray, draws: list[float]) -> np.ndarray:
    nearest = np.full(len(points), np.inf)
    weights = np.ones(len(points))
    centres = []
    for draw in draws:
        running = np.add.accumulate(weights)
        centre = points[np.argmax(running > draw * running[-1])]
        centres.append(centre)
        nearest = np.minimum(nearest, np.square(points - centre).sum(axis=1))
        weights = nearest
    return np.array(centres)


def elbow(points: np.ndarray, draws: list[list[float]], iterations: int) -> tuple[int, np.ndarray]:
    points = points - np.round(points.mean(axis=0))
    path = []
    for row in draws:
        centres = seed(points, row)
        for _ in range(iterations):
            scores = np.square(centres).sum(axis=1) - 2 * points @ centres.T
            member = np.equal.outer(np.arange(len(centres)), scores.argmin(axis=1))
            sizes = member.sum(axis=1)
            kept = sizes > 0
            centres[kept] = (member @ points)[kept] / sizes[kept, None]
        squares = np.array([np.square(points - centre).sum(axis=1) for centre in centres])
        path.append(squares.min(axis=0).sum())
    inertias = np.array(path)
    ks = np.arange(len(path))
    chord = np.interp(ks, [0, ks[-1]], [inertias[0], inertias[-1]]) if len(ks) > 1 else inertias
    gaps = chord - inertias
    gaps[[0, -1]] = 0.0
    return int(gaps.argmax()) + 1, inertias
