"""Print the input of one test: features, targets of a sparse linear model, lam and sweeps."""

import argparse
import json
import random


def draw_rows(rng: random.Random, options: argparse.Namespace) -> list[list[float]]:
    """Columns share a common part (`--common` from 0 to 1) and differ in scale by `--spread`."""
    rows = []
    for _ in range(options.n):
        shared = rng.gauss(0, 1)
        rows.append(
            [
                round(
                    options.spread ** (j % 3)
                    * (options.common * shared + (1 - options.common) * rng.gauss(0, 1)),
                    options.digits,
                )
                for j in range(options.d)
            ]
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--lam", type=float, required=True)
    parser.add_argument("--sweeps", type=int, required=True)
    parser.add_argument("--used", type=int, default=3, help="features that the targets depend on")
    parser.add_argument("--common", type=float, default=0.0)
    parser.add_argument("--spread", type=float, default=1.0)
    parser.add_argument("--noise", type=float, default=0.5)
    parser.add_argument("--digits", type=int, default=3)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = draw_rows(rng, options)
    used = rng.sample(range(options.d), options.used)
    weights = {j: rng.choice([-1, 1]) * rng.uniform(1, 3) for j in used}
    targets = [
        round(sum(w * row[j] for j, w in weights.items()) + rng.gauss(0, options.noise), 3)
        for row in rows
    ]
    print(json.dumps([rows, targets, options.lam, options.sweeps], separators=(",", ":")))


if __name__ == "__main__":
    main()
