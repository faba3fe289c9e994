"""Print the input of one test: normal logits and random labels, some of them ignored."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--classes", type=int, required=True)
    parser.add_argument("--ignore", type=int, default=-100, help="ignore_index")
    parser.add_argument("--share", type=float, default=0.0, help="of rows that are ignored")
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--spread", type=float, default=2.0, help="deviation of the logits")
    parser.add_argument("--shift", type=float, default=0.0, help="added to all logits")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    size = (options.n, options.classes)
    logits = np.round(options.shift + rng.normal(scale=options.spread, size=size), 3)
    targets = rng.integers(0, options.classes, size=options.n)
    targets[rng.random(options.n) < options.share] = options.ignore
    arguments = [logits.tolist(), targets.tolist(), options.ignore, options.smoothing]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
