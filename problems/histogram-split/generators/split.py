"""Print the input of one test: binned features, gradients and Hessians of a model half trained.

Hessians are those of the logistic loss, p (1 - p), or 1 as for squared errors.
"""

import argparse
import json
import random


def grid(value: float) -> float:
    """The nearest multiple of 1/64."""
    return round(value * 64) / 64


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--bins", type=int, default=16)
    parser.add_argument("--gaps", type=float, default=0.0, help="share of missing values")
    parser.add_argument("--telling-gaps", type=float, default=0.0, help="what a gap is worth")
    parser.add_argument("--signal", type=float, default=1.0, help="what the best feature is worth")
    parser.add_argument("--squared", action="store_true", help="squared errors: Hessians of 1")
    parser.add_argument("--reg", type=float, default=1.0)
    parser.add_argument("--gamma", type=float, default=0.0)
    parser.add_argument("--weight", type=float, default=1.0, help="min_child_weight")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    bins = [
        [
            -1 if rng.random() < options.gaps else rng.randrange(options.bins)
            for _ in range(options.d)
        ]
        for _ in range(options.n)
    ]
    telling = rng.randrange(options.d)
    border = options.bins * rng.uniform(0.3, 0.7)
    gradients = []
    hessians = []
    for row in bins:
        if row[telling] < 0:
            pull = options.telling_gaps
        else:
            pull = options.signal if row[telling] < border else -options.signal
        if options.squared:
            gradients.append(grid(rng.gauss(pull, 1)))
            hessians.append(1)
        else:
            probability = rng.uniform(0.05, 0.95)
            label = rng.random() < max(0.02, min(0.98, probability - 0.3 * pull))
            gradients.append(grid(probability - label))
            hessians.append(max(1 / 64, grid(probability * (1 - probability))))
    arguments = [bins, gradients, hessians, options.reg, options.gamma, options.weight]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
