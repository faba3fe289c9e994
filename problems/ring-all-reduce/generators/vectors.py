"""Print the input of one test: a JSON array that holds one array of random vectors."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ranks", type=int, required=True)
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--low", type=float, default=-10)
    parser.add_argument("--high", type=float, default=10)
    parser.add_argument("--digits", type=int, default=3)
    parser.add_argument("--whole", action="store_true", help="small positive integers")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def draw() -> float:
        if options.whole:
            return rng.randint(1, 99)
        return round(rng.uniform(options.low, options.high), options.digits)

    vectors = [[draw() for _ in range(options.n)] for _ in range(options.ranks)]
    print(json.dumps([vectors], separators=(",", ":")))


if __name__ == "__main__":
    main()
