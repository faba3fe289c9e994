"""Print the input of one test: classes, forecasts, weights from 0 (1 if --weights is 1), the floor.

Forecasts are softmax values of noisy evidence for the true class, rounded to 4 digits, so that rows
do not quite add up to 1; with --votes they are counts of that many votes.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--classes", type=int, required=True)
    parser.add_argument("--weights", type=int, required=True)
    parser.add_argument("--eps", type=float, required=True)
    parser.add_argument("--votes", type=int, default=0)
    parser.add_argument("--sharpness", type=float, default=1.0)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    y_true = rng.integers(0, options.classes, options.n)
    evidence = rng.normal(size=(options.n, options.classes))
    evidence[np.arange(options.n), y_true] += 1
    odds = np.exp(options.sharpness * (evidence - evidence.max(axis=1, keepdims=True)))
    forecasts = odds / odds.sum(axis=1, keepdims=True)
    if options.votes:
        forecasts = rng.multinomial(options.votes, forecasts).astype(float)
    weights = rng.integers(0, options.weights + 1, options.n)
    if options.weights == 1:
        weights[:] = 1
    weights[0] = options.weights
    arguments = [y_true.tolist(), np.round(forecasts, 4).tolist(), weights.tolist(), options.eps]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
