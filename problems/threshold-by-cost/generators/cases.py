"""Print the input of one test: classes, scores, both costs of each example, the capacity.

Scores are normal, those of the positives higher by --gap, rounded to about --levels values. Costs
are uniform from 0 to --costs, those of misses multiplied by --miss-factor and cut at 10^6.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--levels", type=int, required=True)
    parser.add_argument("--costs", type=int, required=True)
    parser.add_argument("--miss-factor", type=float, default=1.0)
    parser.add_argument("--gap", type=float, default=1.5)
    parser.add_argument("--capacity", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    y_true = rng.integers(0, 2, options.n)
    scores = np.clip(rng.normal(options.gap * y_true, 1), -4, 6)
    step = 10 / options.levels
    scores = np.round(np.round(scores / step) * step, 6)
    alarms = rng.integers(0, options.costs + 1, options.n)
    misses = rng.integers(0, options.costs + 1, options.n) * options.miss_factor
    misses = np.minimum(misses, 1_000_000).astype(int)
    columns = [values.tolist() for values in (y_true, scores, alarms, misses)]
    print(json.dumps([*columns, options.capacity], separators=(",", ":")))


if __name__ == "__main__":
    main()
