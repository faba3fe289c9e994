"""Print the input of one test: classes, probabilities, edges of equal bins, number of groups.

Probabilities are softmax values of noisy evidence for the true class, made over- or underconfident
by --sharpness and rounded to --digits. Rounding comes before anything that depends on their order.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--classes", type=int, required=True)
    parser.add_argument("--bins", type=int, required=True)
    parser.add_argument("--groups", type=int, required=True)
    parser.add_argument("--digits", type=int, required=True)
    parser.add_argument("--sharpness", type=float, default=1.0)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    y_true = rng.integers(0, options.classes, options.n)
    evidence = rng.normal(size=(options.n, options.classes))
    evidence[np.arange(options.n), y_true] += 1.5
    odds = np.exp(options.sharpness * (evidence - evidence.max(axis=1, keepdims=True)))
    probabilities = np.round(odds / odds.sum(axis=1, keepdims=True), options.digits)
    edges = np.round(np.linspace(0, 1, options.bins + 1), 6)
    arguments = [y_true.tolist(), probabilities.tolist(), edges.tolist(), options.groups]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
