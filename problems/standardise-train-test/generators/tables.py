"""Print the input of one test: a training and a test table with features of different scales."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", type=int, required=True, help="rows")
    parser.add_argument("--test", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--offset", type=float, default=1.0, help="mean, in deviations")
    parser.add_argument("--constant", type=int, default=0, help="every how many-th is constant")
    parser.add_argument("--shift", type=float, default=0.0, help="drift of the test table")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    train: list[list[float]] = [[] for _ in range(options.train)]
    test: list[list[float]] = [[] for _ in range(options.test)]
    for feature in range(options.d):
        scale = 10 ** rng.uniform(-3, 3) / max(1.0, options.offset / 1000)
        centre = scale * options.offset * rng.choice([-1, 1])
        constant = options.constant > 0 and feature % options.constant == 0
        for rows, drift in [(train, 0.0), (test, options.shift)]:
            for row in rows:
                deviation = 0.0 if constant and rows is train else rng.gauss(drift, 1)
                row.append(float(f"{centre + scale * deviation:.9g}"))
    print(json.dumps([train, test], separators=(",", ":")))


if __name__ == "__main__":
    main()
