"""Print the input of one test: features, labels drawn from a hidden model, and the settings."""

import argparse
import json
import math
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--lam", type=float, required=True)
    parser.add_argument("--rate", type=float, required=True, help="learning_rate")
    parser.add_argument("--iterations", type=int, required=True)
    parser.add_argument("--width", type=float, default=1.0, help="features lie within +-width")
    parser.add_argument("--shift", type=float, default=0.0, help="middle of the features")
    parser.add_argument("--bias", type=float, default=0.0, help="the hidden model's bias")
    parser.add_argument("--digits", type=int, default=3, help="decimal places of the features")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    weights = [rng.uniform(-3, 3) for _ in range(options.d)]
    rows, labels = [], []
    for _ in range(options.n):
        unit = [rng.uniform(-1, 1) for _ in range(options.d)]
        z = options.bias + sum(w * x for w, x in zip(weights, unit, strict=True))
        rows.append([round(options.shift + options.width * x, options.digits) for x in unit])
        labels.append(int(rng.random() < 1 / (1 + math.exp(-z))))
    arguments = [rows, labels, options.lam, options.rate, options.iterations]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
