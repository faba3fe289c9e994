"""Print the input of one test: features, labels, weights, biases and lam, all drawn."""

import argparse
import json
import random


def matrix(rng: random.Random, n: int, d: int, width: float, digits: int) -> list[list[float]]:
    return [[round(rng.uniform(-width, width), digits) for _ in range(d)] for _ in range(n)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--k", type=int, required=True, help="classes")
    parser.add_argument("--lam", type=float, required=True)
    parser.add_argument("--width", type=float, default=1.0, help="features lie within +-width")
    parser.add_argument("--weights", type=float, default=1.0, help="weights lie within +-weights")
    parser.add_argument("--shift", type=float, default=0.0, help="added to every bias")
    parser.add_argument("--used", type=int, help="labels are below this number")
    parser.add_argument("--digits", type=int, default=3, help="decimal places")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = matrix(rng, options.n, options.d, options.width, options.digits)
    labels = [rng.randrange(options.used or options.k) for _ in range(options.n)]
    weights = matrix(rng, options.d, options.k, options.weights, options.digits)
    bias = [round(options.shift + rng.uniform(-1, 1), options.digits) for _ in range(options.k)]
    arguments = [rows, labels, weights, bias, options.lam]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
