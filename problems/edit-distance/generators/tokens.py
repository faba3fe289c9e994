"""Print the input of one test: a JSON array with source, target and the three costs.

Both sequences are random, unless there is noise: then the target is the source, of whose tokens a
share is deleted, replaced or followed by a new one.
"""

import argparse
import json
import random


def distorted(rng: random.Random, source: list[str], noise: float, words: list[str]) -> list[str]:
    target = []
    for token in source:
        draw = rng.random() / noise
        if draw > 1:
            target.append(token)
        elif draw > 2 / 3:
            target.append(rng.choice(words))
        elif draw > 1 / 3:
            target += [token, rng.choice(words)]
    return target


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--m", type=int, default=0)
    parser.add_argument("--alphabet", type=int, required=True)
    parser.add_argument("--noise", type=float, default=0)
    parser.add_argument("--costs", type=int, nargs=3, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    words = [f"w{number}" for number in range(options.alphabet)]
    source = rng.choices(words, k=options.n)
    if options.noise:
        target = distorted(rng, source, options.noise, words)
    else:
        target = rng.choices(words, k=options.m)
    print(json.dumps([source, target, *options.costs], separators=(",", ":")))


if __name__ == "__main__":
    main()
