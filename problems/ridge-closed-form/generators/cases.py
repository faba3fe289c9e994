"""Print the input of one test: features, targets of a hidden linear model, and alpha."""

import argparse
import json
import random


def draw_rows(rng: random.Random, options: argparse.Namespace) -> list[list[float]]:
    """Uniform in +-width around each column's shift; the last `copies` columns repeat the first."""
    rows = []
    for _ in range(options.n):
        row = [
            round(options.shift + options.width * rng.uniform(-1, 1), options.digits)
            for _ in range(options.d - options.copies)
        ]
        rows.append(row + row[: options.copies])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--alpha", type=float, required=True)
    parser.add_argument("--copies", type=int, default=0, help="columns that occur twice")
    parser.add_argument("--width", type=float, default=1.0)
    parser.add_argument("--shift", type=float, default=0.0)
    parser.add_argument("--bias", type=float, default=0.0)
    parser.add_argument("--noise", type=float, default=0.5)
    parser.add_argument("--digits", type=int, default=3)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = draw_rows(rng, options)
    weights = [rng.uniform(-3, 3) for _ in range(options.d)]
    targets = [
        round(
            options.bias
            + sum(w * x for w, x in zip(weights, row, strict=True))
            + rng.gauss(0, options.noise),
            options.digits,
        )
        for row in rows
    ]
    print(json.dumps([rows, targets, options.alpha], separators=(",", ":")))


if __name__ == "__main__":
    main()
