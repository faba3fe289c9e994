"""Print the input of one test: a table with gaps, and k.

Shapes:
    scales   features of random scale and centre
    offset   features whose centre is far greater than their spread
    ties     cells 1 and -1, equally often in groups of features
"""

import argparse
import json
import random

MISSING = {"$float": "nan"}


def scales(rng: random.Random, n: int) -> list[float]:
    scale = rng.uniform(0.1, 100)
    centre = rng.uniform(-50, 50)
    return [round(rng.gauss(centre, scale), 3) for _ in range(n)]


def offset(rng: random.Random, n: int) -> list[float]:
    scale = rng.uniform(0.5, 5)
    centre = rng.uniform(1e6, 1e7)
    return [round(rng.gauss(centre, scale), 3) for _ in range(n)]


def ties(rng: random.Random, n: int) -> list[float]:
    """Half of the cells 1 and half -1, some of the halves thinned out to powers of two."""
    half = rng.choice([n // 2, n // 4, n // 8])
    cells = [1] * half + [-1] * half + [MISSING] * (n - 2 * half)
    rng.shuffle(cells)
    return cells


SHAPES = {"scales": scales, "offset": offset, "ties": ties}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("--gaps", type=float, default=0.0, help="share of missing cells")
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    columns = [SHAPES[options.shape](rng, options.n) for _ in range(options.d)]
    rows = [
        [MISSING if rng.random() < options.gaps else cell for cell in row] for row in zip(*columns)
    ]
    print(json.dumps([rows, options.k], separators=(",", ":")))


if __name__ == "__main__":
    main()
