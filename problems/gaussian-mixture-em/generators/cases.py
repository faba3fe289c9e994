"""Print the input of one test: points of a hidden mixture, and parameters to begin with."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="points")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--k", type=int, required=True, help="components")
    parser.add_argument("--iterations", type=int, required=True)
    parser.add_argument("--ridge", type=float, default=0.01)
    parser.add_argument("--box", type=float, default=5.0, help="hidden means lie within +-box")
    parser.add_argument("--shift", type=float, default=0.0, help="added to all coordinates")
    parser.add_argument("--start", type=float, default=1.0, help="variance to begin with")
    parser.add_argument("--digits", type=int, default=3, help="decimal places")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    n, d, k = options.n, options.d, options.k
    centres = rng.uniform(-options.box, options.box, size=(k, d))
    factors = rng.normal(size=(k, d, d)) / np.sqrt(d) + np.eye(d)
    member = rng.integers(k, size=n)
    noise = np.einsum("nij,nj->ni", factors[member], rng.normal(size=(n, d)))
    X = (centres[member] + noise + options.shift).round(options.digits)
    raw = rng.integers(1, 5, size=k)
    weights = [round(float(w), 6) for w in raw[:-1] / raw.sum()]
    weights.append(round(1 - sum(weights), 6))
    means = (centres + options.shift + rng.normal(size=(k, d))).round(2)
    start = [[options.start * (i == j) for j in range(d)] for i in range(d)]
    arguments = [
        X.tolist(), weights, means.tolist(), [start] * k, options.ridge, options.iterations
    ]  # fmt: skip
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
