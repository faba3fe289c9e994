"""Print the input of one test: data of a hidden linear model, a prior, and rows to predict."""

import argparse
import json
import random


def matrix(rng: random.Random, n: int, d: int, width: float, digits: int) -> list[list[float]]:
    return [[round(rng.uniform(-width, width), digits) for _ in range(d)] for _ in range(n)]


def draw_covariance(rng: random.Random, d: int, scale: float) -> list[list[float]]:
    """A A^T / d plus a tenth of the identity, rounded; the upper half mirrors the lower one."""
    factor = matrix(rng, d, d, 1.7, 3)
    covariance = [[0.0] * d for _ in range(d)]
    for i in range(d):
        for j in range(i + 1):
            product = sum(a * b for a, b in zip(factor[i], factor[j], strict=True)) / d
            entry = round(scale * (product + 0.1 * (i == j)), 4)
            covariance[i][j] = covariance[j][i] = entry
    return covariance


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--m", type=int, default=5, help="rows to predict")
    parser.add_argument("--noise", type=float, default=0.5, help="noise_variance")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the prior covariance")
    parser.add_argument("--middle", type=float, default=0.0, help="middle of the prior mean")
    parser.add_argument("--width", type=float, default=1.0, help="features lie within +-width")
    parser.add_argument("--digits", type=int, default=3, help="decimal places of the data")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    d, digits = options.d, options.digits
    weights = [rng.uniform(-3, 3) for _ in range(d)]
    rows = matrix(rng, options.n, d, options.width, digits)
    targets = [
        round(
            sum(w * x for w, x in zip(weights, row, strict=True))
            + rng.gauss(0, options.noise**0.5),
            digits,
        )
        for row in rows
    ]
    mean = [round(options.middle + rng.uniform(-1, 1), 2) for _ in range(d)]
    covariance = draw_covariance(rng, d, options.scale)
    new = matrix(rng, options.m, d, options.width, digits)
    arguments = [rows, targets, mean, covariance, options.noise, new]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
