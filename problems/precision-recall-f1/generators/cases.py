"""Print the input of one test: true and predicted classes, the number of classes, the background.

A share of the examples (--rare) belongs to the background, or to class 0 if there is none; the
others are uniform. The prediction is right with the given probability, else any class.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--classes", type=int, required=True)
    parser.add_argument("--background", type=int, default=-1)
    parser.add_argument("--accuracy", type=float, required=True)
    parser.add_argument("--rare", type=float, default=0.0)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    y_true = rng.integers(0, options.classes, options.n)
    y_true[rng.random(options.n) < options.rare] = max(options.background, 0)
    anything = rng.integers(0, options.classes, options.n)
    y_pred = np.where(rng.random(options.n) < options.accuracy, y_true, anything)
    arguments = [y_true.tolist(), y_pred.tolist(), options.classes, options.background]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
