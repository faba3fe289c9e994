"""Print the input of one test: classes and scores.

Scores are normal, the positives' mean lies --gap above that of the negatives, and they are rounded
to about --levels different values in [-4, 4]. With --sorted the positives stand first.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--levels", type=int, required=True)
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--gap", type=float, required=True)
    parser.add_argument("--sorted", action="store_true")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    y_true = (rng.random(options.n) < options.share).astype(int)
    y_true[:2] = 0, 1
    scores = np.clip(rng.normal(options.gap * (y_true - 0.5), 1), -4, 4)
    step = 8 / options.levels
    scores = np.round(np.round(scores / step) * step, 6)
    if options.sorted:
        order = np.argsort(-y_true, kind="stable")
        y_true, scores = y_true[order], scores[order]
    print(json.dumps([y_true.tolist(), scores.tolist()], separators=(",", ":")))


if __name__ == "__main__":
    main()
