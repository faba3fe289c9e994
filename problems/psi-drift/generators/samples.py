"""Print the input of one test: a reference sample, a current sample, the number of bins."""

import argparse
import json
import random

MISSING = {"$float": "nan"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reference", type=int, required=True, help="size of the sample")
    parser.add_argument("--current", type=int, required=True, help="size of the sample")
    parser.add_argument("--bins", type=int, required=True)
    parser.add_argument("--shift", type=float, default=0.0, help="of the current mean")
    parser.add_argument("--spread", type=float, default=1.0, help="of the current sample")
    parser.add_argument("--digits", type=int, default=3, help="0 gives few distinct values")
    parser.add_argument("--gaps", type=float, nargs=2, default=(0.0, 0.0), help="missing shares")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def draw(n: int, mean: float, spread: float, gaps: float) -> list[object]:
        return [
            MISSING if rng.random() < gaps else round(rng.gauss(mean, spread), options.digits)
            for _ in range(n)
        ]

    reference = draw(options.reference, 0.0, 1.0, options.gaps[0])
    current = draw(options.current, options.shift, options.spread, options.gaps[1])
    print(json.dumps([reference, current, options.bins], separators=(",", ":")))


if __name__ == "__main__":
    main()
