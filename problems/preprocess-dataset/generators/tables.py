"""Print the input of one test: two tables of mixed columns, their kinds, and min_count."""

import argparse
import json
import random

WORDS = ["", " ", *"red Red green blue amber teal ivory plum sand rust 7 10 3.5 none nan".split()]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", type=int, required=True, help="rows")
    parser.add_argument("--test", type=int, required=True, help="rows")
    parser.add_argument("--kinds", required=True, help="n(umeric) or c(ategorical) for each")
    parser.add_argument("--gaps", type=float, default=0.1, help="share of missing cells")
    parser.add_argument("--min-count", type=int, default=1)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    weights = [1 / (1 + place) for place in range(len(WORDS))]
    pools = [rng.sample(WORDS, len(WORDS)) for _ in options.kinds]
    # Every third column has its gaps in the test table only.
    closed = {j for j in range(len(options.kinds)) if j % 3 == 2}

    def cell(j: int, training: bool) -> float | str | None:
        if rng.random() < options.gaps and not (training and j in closed):
            return None
        if options.kinds[j] == "c":
            return rng.choices(pools[j], weights)[0]
        return round(rng.lognormvariate(1, 2) * rng.choice([-1, 1, 1]), 2)

    train, test = (
        [[cell(j, training) for j in range(len(options.kinds))] for _ in range(rows)]
        for rows, training in [(options.train, True), (options.test, False)]
    )
    columns = [
        [f"f{j}", "categorical" if kind == "c" else "numeric"]
        for j, kind in enumerate(options.kinds)
    ]
    print(json.dumps([train, test, columns, options.min_count], separators=(",", ":")))


if __name__ == "__main__":
    main()
