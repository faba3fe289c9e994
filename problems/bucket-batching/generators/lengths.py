"""Print the input of one test: lengths between 1 and --top, mostly short ones, and both bounds."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--limit", type=int, required=True)
    parser.add_argument("--top", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    lengths = [1 + int((options.top - 1) * rng.random() ** 2) for _ in range(options.n - 2)]
    lengths += [options.limit, options.limit]
    rng.shuffle(lengths)
    print(json.dumps([lengths, options.batch, options.limit], separators=(",", ":")))


if __name__ == "__main__":
    main()
