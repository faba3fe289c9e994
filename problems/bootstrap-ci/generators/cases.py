"""Print the input of one test: numerators and denominators of users, resamples, the confidence.

Denominators are log-normal, as activity is; with --correlated active users have higher ratios too,
with --negative some numerators are negative.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--resamples", type=int, required=True)
    parser.add_argument("--confidence", type=float, required=True)
    parser.add_argument("--correlated", action="store_true")
    parser.add_argument("--negative", action="store_true")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    denominators = np.clip(np.exp(rng.normal(1, 1, options.n)), 0.1, 1000).round(1)
    ratios = rng.random(options.n) - (0.4 if options.negative else 0)
    if options.correlated:
        ratios *= np.sqrt(denominators)
    numerators = np.clip(ratios * denominators, -1000, 1000).round(2)
    indices = rng.integers(0, options.n, (options.resamples, options.n))
    columns = [values.tolist() for values in (numerators, denominators, indices)]
    print(json.dumps([*columns, options.confidence], separators=(",", ":")))


if __name__ == "__main__":
    main()
