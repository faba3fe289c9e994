"""Print the input of one test: a JSON array with random vectors and the costs of a step."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ranks", type=int, required=True)
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--low", type=float, default=-10)
    parser.add_argument("--high", type=float, default=10)
    parser.add_argument("--whole", action="store_true", help="small positive integers")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def draw() -> float:
        if options.whole:
            return rng.randint(1, 99)
        return round(rng.uniform(options.low, options.high), 3)

    vectors = [[draw() for _ in range(options.n)] for _ in range(options.ranks)]
    costs = [rng.randint(1, 50), rng.randint(1, 9) / 4]
    print(json.dumps([vectors, *costs], separators=(",", ":")))


if __name__ == "__main__":
    main()
