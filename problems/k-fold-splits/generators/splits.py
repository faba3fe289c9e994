"""Print the input of one test: a random order, the number of folds, labels or none."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--k", type=int, required=True, help="folds")
    parser.add_argument("--weights", help="share of each class, by commas; none: plain")
    parser.add_argument("--sorted-labels", action="store_true", help="rows stand class by class")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    order = list(range(options.n))
    rng.shuffle(order)
    labels = None
    if options.weights:
        weights = [float(weight) for weight in options.weights.split(",")]
        names = rng.sample(range(-99, 100), len(weights))
        labels = rng.choices(names, weights, k=options.n)
        if options.sorted_labels:
            labels.sort()
    print(json.dumps([order, options.k, labels], separators=(",", ":")))


if __name__ == "__main__":
    main()
