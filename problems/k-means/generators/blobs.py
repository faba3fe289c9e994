"""Print the input of one test: points around hidden centres, centroids to begin with, iterations.

The statement promises that rounding decides no label. So a test is drawn again until, in every
iteration of a run on it, each point is nearer to its centroid than to any other by far more than
rounding can move a squared distance.
"""

import argparse
import json
import random
import sys

import numpy as np

MAX_DRAWS = 200
RELATIVE_ROUNDING = 1e-12
"""Bound on a mean's error, relative to the largest coordinate; any order of 50 000 additions."""

Table = list[list[float]]


def draw(rng: random.Random, options: argparse.Namespace) -> tuple[Table, Table]:
    """Draw points and initial centroids."""
    scales = options.scales or [1.0] * options.d
    box = options.box

    def row(middle: list[float], width: float) -> list[float]:
        return [rng.gauss(value, width) for value in middle]

    def placed(values: list[float]) -> list[float]:
        placed_values = (
            options.offset + value * scale for value, scale in zip(values, scales, strict=True)
        )
        return [round(value, options.digits) for value in placed_values]

    centres = [[rng.uniform(-box, box) for _ in range(options.d)] for _ in range(options.centres)]
    distinct = -(-options.n // options.copies)
    points = [placed(row(rng.choice(centres), options.width)) for _ in range(distinct)]
    points = (points * options.copies)[: options.n]
    rng.shuffle(points)
    if options.outlier:
        points[0] = [options.outlier] * options.d
    if options.start == "points":
        centroids = [list(point) for point in rng.sample(points, options.k)]
    elif options.start == "corner":
        # All centroids in one corner of the data: they have a long way to go.
        centroids = [placed(row([-box] * options.d, options.width)) for _ in range(options.k)]
    else:
        # Anywhere in a box four times as wide as the data: many get no points.
        centroids = [
            placed([rng.uniform(-4 * box, 4 * box) for _ in range(options.d)])
            for _ in range(options.k)
        ]
    return points, centroids


def rounding_decides(point_list: Table, centroid_list: Table, max_iterations: int) -> bool:
    """Whether some label, in some iteration, hangs on a difference within reach of rounding."""
    points = np.array(point_list)
    centroids = np.array(centroid_list)
    everyone = np.arange(len(points))
    coordinate_error = RELATIVE_ROUNDING * np.abs(points).max() * np.sqrt(points.shape[1])
    labels = None
    for _ in range(max_iterations):
        squares = np.array([((points - c) ** 2).sum(axis=1) for c in centroids])
        found = squares.argmin(axis=0)
        nearest = squares[found, everyone]
        squares[found, everyone] = np.inf
        second = squares.min(axis=0)
        if np.isfinite(second).all():
            error = 4 * coordinate_error * (np.sqrt(nearest) + np.sqrt(second))
            if (second - nearest <= error + 1e-10 * second).any():
                return True
        if labels is not None and np.array_equal(found, labels):
            return False
        labels = found
        for index in range(len(centroids)):
            if (labels == index).any():
                centroids[index] = points[labels == index].mean(axis=0)
    return False


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="points")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--k", type=int, required=True, help="centroids")
    parser.add_argument("--iterations", type=int, default=100, help="max_iterations")
    parser.add_argument("--centres", type=int, required=True, help="hidden centres of the points")
    parser.add_argument("--box", type=float, default=10.0, help="centres lie within +-box")
    parser.add_argument("--width", type=float, default=1.0, help="deviation around a centre")
    parser.add_argument("--start", choices=("points", "corner", "wide"), default="points")
    parser.add_argument("--copies", type=int, default=1, help="how often each point occurs")
    parser.add_argument("--offset", type=float, default=0.0, help="added to every coordinate")
    parser.add_argument("--scales", type=float, nargs="*", help="factor of each feature")
    parser.add_argument("--outlier", type=float, default=0.0, help="coordinates of one far point")
    parser.add_argument("--digits", type=int, default=3, help="decimal places")
    parser.add_argument("seed", type=int)
    return parser.parse_args()


def main() -> None:
    options = parse()
    rng = random.Random(options.seed)
    for _ in range(MAX_DRAWS):
        points, centroids = draw(rng, options)
        if not rounding_decides(points, centroids, options.iterations):
            print(json.dumps([points, centroids, options.iterations], separators=(",", ":")))
            return
    sys.exit(f"blobs.py: no test without near-ties in {MAX_DRAWS} draws; raise --digits or --width")


if __name__ == "__main__":
    main()
