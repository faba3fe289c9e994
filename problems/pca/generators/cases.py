"""Print the input of one test: rows that stretch differently in a few random directions, and k."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--k", type=int, required=True, help="components that are asked for")
    parser.add_argument("--factors", type=int, default=3, help="directions beside the noise")
    parser.add_argument("--noise", type=float, default=0.1)
    parser.add_argument("--shift", type=float, default=0.0, help="features lie around +-shift")
    parser.add_argument("--spread", type=float, default=1.0, help="ratio of the features' scales")
    parser.add_argument("--digits", type=int, default=3, help="decimal places")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    directions = rng.normal(size=(options.factors, options.d)) / np.sqrt(options.d)
    strengths = 3.0 * 0.7 ** np.arange(options.factors)
    X = rng.normal(size=(options.n, options.factors)) * strengths @ directions
    X += options.noise * rng.normal(size=X.shape)
    X *= options.spread ** (np.arange(options.d) % 3)
    X += options.shift * rng.choice([-1.0, 1.0], size=options.d)
    print(json.dumps([X.round(options.digits).tolist(), options.k], separators=(",", ":")))


if __name__ == "__main__":
    main()
