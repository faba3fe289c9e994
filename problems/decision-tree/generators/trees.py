"""Print the input of one test: a tree, fitted to noisy labels and asked for predictions."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows to fit")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--classes", type=int, default=2)
    parser.add_argument("--depth", type=int, default=20)
    parser.add_argument("--min-leaf", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.1, help="share of random labels")
    parser.add_argument("--step", type=float, default=0.125, help="features are multiples")
    parser.add_argument("--roles", action="store_true", help="all features alike but for classes")
    parser.add_argument("--fits", type=int, default=1)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    operations: list[list] = [["DecisionTree", [options.depth, options.min_leaf]]]
    for _ in range(options.fits):
        if options.roles:
            rows, labels = exchange_roles(rng, options.n, options.d, options.classes)
        else:
            rows = [draw_row(rng, options) for _ in range(options.n)]
            labels = draw_labels(rng, options, rows)
        # Half of the questions lie on the grid of halved steps, where thresholds are.
        half = 0.5 if options.roles else max(0.125, options.step / 2)
        queries = [[cell + rng.choice([0, half]) for cell in row] for row in rows]
        operations += [["fit", [rows, labels]], ["depth", []], ["leaves", []]]
        operations += [["predict", [queries]]]
    print(json.dumps(operations, separators=(",", ":")))


def draw_row(rng: random.Random, options: argparse.Namespace) -> list[float]:
    return [round(rng.gauss(0, 2) / options.step) * options.step for _ in range(options.d)]


def draw_labels(
    rng: random.Random, options: argparse.Namespace, rows: list[list[float]]
) -> list[int]:
    """Classes of a hidden tree's boxes, some of them replaced."""
    names = rng.sample(range(-9, 10), options.classes)
    cuts = [rng.uniform(-1, 1) for _ in rows[0]]
    boxes: dict[tuple[bool, ...], int] = {}
    labels = []
    for row in rows:
        box = tuple(value > cut for value, cut in zip(row, cuts))
        boxes.setdefault(box, rng.choice(names))
        labels.append(rng.choice(names) if rng.random() < options.noise else boxes[box])
    return labels


def exchange_roles(
    rng: random.Random, n: int, d: int, classes: int
) -> tuple[list[list[float]], list[int]]:
    """Equally frequent classes; along feature f they come as along feature 0, each plus f."""
    labels = [row % classes for row in range(n)]
    sequence = sorted(labels, key=lambda label: rng.gauss(label, 0.8))
    rows: list[list[float]] = [[] for _ in labels]
    for feature in range(d):
        free = [[row for row in range(n) if row % classes == label] for label in range(classes)]
        for place, label in enumerate(sequence):
            rows[free[(label + feature) % classes].pop()].append(place)
    return rows, labels


if __name__ == "__main__":
    main()
