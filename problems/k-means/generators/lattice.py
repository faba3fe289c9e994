"""Print the input of one test full of exact ties: points and centroids on a lattice of integers.

There is one iteration only: squared distances between integers are exact in any way of computing
them, those to later means are not.
"""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="points")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--k", type=int, required=True, help="centroids")
    parser.add_argument("--side", type=int, required=True, help="coordinates lie within +-side")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def table(rows: int) -> list[list[float]]:
        return [
            [float(rng.randint(-options.side, options.side)) for _ in range(options.d)]
            for _ in range(rows)
        ]

    print(json.dumps([table(options.n), table(options.k), 1], separators=(",", ":")))


if __name__ == "__main__":
    main()
