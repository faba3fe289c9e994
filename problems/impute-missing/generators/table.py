"""Print the input of one test: a table with gaps, a strategy for each column, and k."""

import argparse
import json
import random

MISSING = {"$float": "nan"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--strategies", nargs="+", required=True, help="one for each column")
    parser.add_argument("--gaps", type=float, required=True, help="share of missing cells")
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--quarters", type=int, default=400, help="cells are within +-quarters/4")
    parser.add_argument("--offset", type=int, default=0, help="added to the last column")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = []
    for _ in range(options.n):
        row = [rng.randint(-options.quarters, options.quarters) / 4 for _ in options.strategies]
        row[-1] += options.offset
        rows.append([MISSING if rng.random() < options.gaps else cell for cell in row])
    print(json.dumps([rows, options.strategies, options.k], separators=(",", ":")))


if __name__ == "__main__":
    main()
