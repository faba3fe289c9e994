"""Print the input of one test: true classes and two models' predictions, with the counts asked for.

Classes are 0 to 4; a wrong prediction is any other class. The rows are shuffled.
"""

import argparse
import json

import numpy as np

CLASSES = 5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only-a", type=int, required=True)
    parser.add_argument("--only-b", type=int, required=True)
    parser.add_argument("--both-right", type=int, required=True)
    parser.add_argument("--both-wrong", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    counts = [options.only_a, options.only_b, options.both_right, options.both_wrong]
    kind = rng.permutation(np.repeat(np.arange(4), counts))
    y_true = rng.integers(0, CLASSES, len(kind))
    pred_a = np.where((kind == 0) | (kind == 2), y_true, another(rng, y_true))
    pred_b = np.where((kind == 1) | (kind == 2), y_true, another(rng, y_true))
    columns = [values.tolist() for values in (y_true, pred_a, pred_b)]
    print(json.dumps(columns, separators=(",", ":")))


def another(rng: np.random.Generator, y_true: np.ndarray) -> np.ndarray:
    return (y_true + rng.integers(1, CLASSES, len(y_true))) % CLASSES


if __name__ == "__main__":
    main()
