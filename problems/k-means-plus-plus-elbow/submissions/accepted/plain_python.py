"""No arrays: running sums for the draws, nearest centres by min, and an early stop."""

import numpy as np

Point = list[float]


def distance(p: Point, q: Point) -> float:
    return sum((a - b) * (a - b) for a, b in zip(p, q, strict=True))


def pick(weights: list[float], draw: float) -> int:
    goal = draw * sum(weights)
    running = 0.0
    for index, weight in enumerate(weights):
        running += weight
        if running > goal:
            return index
    raise ValueError("all weights are zero")


def seed(points: list[Point], draws: list[float]) -> list[Point]:
    weights = [1.0] * len(points)
    centres: list[Point] = []
    for draw in draws:
        centre = points[pick(weights, draw)]
        distances = [distance(p, centre) for p in points]
        weights = list(map(min, weights, distances)) if centres else distances
        centres.append(centre)
    return centres


def nearest(point: Point, centres: list[Point]) -> int:
    distances = [distance(point, centre) for centre in centres]
    return distances.index(min(distances))


def refine(points: list[Point], centres: list[Point], iterations: int) -> list[Point]:
    labels: list[int] = []
    for _ in range(iterations):
        before, labels = labels, [nearest(p, centres) for p in points]
        if labels == before:
            break
        for j in set(labels):
            members = [p for p, label in zip(points, labels, strict=True) if label == j]
            centres[j] = [sum(column) / len(members) for column in zip(*members, strict=True)]
    return centres


def elbow(points: np.ndarray, draws: list[list[float]], iterations: int) -> tuple[int, list[float]]:
    rows = points.tolist()
    path = []
    for draw in draws:
        centres = refine(rows, seed(rows, draw), iterations)
        path.append(sum(min(distance(p, c) for c in centres) for p in rows))
    last = len(path) - 1
    best, found = 0.0, 1
    for index, value in enumerate(path):
        score = last * (path[0] - value) - index * (path[0] - path[last])
        if score > best:
            best, found = score, index + 1
    return found, path
