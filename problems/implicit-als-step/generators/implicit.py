"""Print the input of one test: pairs with counts, the items' vectors, and the settings."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="users")
    parser.add_argument("--m", type=int, required=True, help="items")
    parser.add_argument("--f", type=int, required=True, help="factors")
    parser.add_argument("--pairs", type=int, required=True)
    parser.add_argument("--alpha", type=float, required=True)
    parser.add_argument("--reg", type=float, required=True, help="regularisation")
    parser.add_argument("--most", type=int, default=12, help="largest count")
    parser.add_argument("--zeros", type=float, default=0.0, help="share of counts of zero")
    parser.add_argument("--fractions", action="store_true", help="counts that are not whole")
    parser.add_argument("--width", type=float, default=1.0, help="vectors lie within +-width")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    cells = rng.sample(range(options.n * options.m), options.pairs)
    users = [cell // options.m for cell in cells]
    items = [cell % options.m for cell in cells]
    counts = []
    for _ in cells:
        count = rng.uniform(0.1, options.most)
        if not options.fractions:
            count = 1 + int(count**2 / options.most)
        counts.append(0 if rng.random() < options.zeros else round(count, 2))
    Y = [
        [round(rng.uniform(-options.width, options.width), 3) for _ in range(options.f)]
        for _ in range(options.m)
    ]
    settings = [options.n, options.alpha, options.reg]
    print(json.dumps([users, items, counts, Y, *settings], separators=(",", ":")))


if __name__ == "__main__":
    main()
