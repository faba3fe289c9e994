"""Print the input of one test: a model is made, fitted to rows of a hidden line, and asked."""

import argparse
import json
import random


def draw_rows(rng: random.Random, options: argparse.Namespace, n: int) -> list[list[float]]:
    return [
        [
            round(shift + options.width * rng.uniform(-1, 1), options.digits)
            for shift in options.shifts or [0.0] * options.d
        ]
        for _ in range(n)
    ]


def draw_targets(
    rng: random.Random, options: argparse.Namespace, rows: list[list[float]]
) -> list[float]:
    weights = [rng.uniform(-3, 3) for _ in rows[0]]
    bias = options.bias + rng.uniform(-2, 2)
    return [
        round(
            bias + sum(w * x for w, x in zip(weights, row, strict=True)) + rng.gauss(0, 0.5),
            options.digits,
        )
        for row in rows
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows to fit")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True, help="learning_rate")
    parser.add_argument("--fits", type=int, default=1, help="how often the model is fitted")
    parser.add_argument("--asked", type=int, default=5, help="rows to predict after each fit")
    parser.add_argument("--width", type=float, default=1.0, help="features lie within +-width")
    parser.add_argument("--shifts", type=float, nargs="*", help="middle of each feature")
    parser.add_argument("--bias", type=float, default=0.0, help="middle of the hidden bias")
    parser.add_argument("--digits", type=int, default=3, help="decimal places")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    operations: list[list] = [["LinearRegressionGD", [options.rate, options.epochs]]]
    for _ in range(options.fits):
        rows = draw_rows(rng, options, options.n)
        operations.append(["fit", [rows, draw_targets(rng, options, rows)]])
        operations.append(["predict", [draw_rows(rng, options, options.asked)]])
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
