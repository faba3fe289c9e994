"""Print the input of one test: features, labels, criterion and min_leaf.

One feature decides the class as far as there is no noise. Features are copied, mirrored or rounded
to make ties.
"""

import argparse
import json
import random


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--classes", type=int, default=2)
    parser.add_argument("--criterion", choices=["gini", "entropy"], required=True)
    parser.add_argument("--min-leaf", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.2, help="share of random labels")
    parser.add_argument("--digits", type=int, default=3, help="decimal places of the features")
    parser.add_argument("--mirrored", action="store_true", help="each feature twice, once negated")
    parser.add_argument("--roles", action="store_true", help="all features alike but for classes")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    if options.roles:
        rows, labels = exchange_roles(rng, options.n, options.d, options.classes)
        print(json.dumps([rows, labels, options.criterion, options.min_leaf]))
        return
    rows = [
        [round(rng.gauss(0, 2), options.digits) for _ in range(options.d)] for _ in range(options.n)
    ]
    telling = rng.randrange(options.d)
    cuts = sorted(rng.uniform(-3, 3) for _ in range(options.classes - 1))
    names = rng.sample(range(-20, 21), options.classes)
    labels = []
    for row in rows:
        if rng.random() < options.noise:
            labels.append(rng.choice(names))
        else:
            labels.append(names[sum(row[telling] > cut for cut in cuts)])
    if options.mirrored:
        rows = [[*row, *(-value for value in row)] for row in rows]
    arguments = [rows, labels, options.criterion, options.min_leaf]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
