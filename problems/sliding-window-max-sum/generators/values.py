"""Print the input of one test: a JSON array that holds the values and both bounds.

Shapes:
    wide        values between -1000 and 1000
    signs       -1, 0 and 1
    zeros       mostly 0
    negative    -1 to -20
    rising      positive, so that the prefix sums rise; one negative value
    falling     mostly negative, so that they fall
"""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", required=True)
    parser.add_argument("--shortest", type=int, required=True)
    parser.add_argument("--longest", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    draw = {
        "wide": lambda: rng.randint(-1000, 1000),
        "signs": lambda: rng.randint(-1, 1),
        "zeros": lambda: rng.choice([0, 0, 0, 0, 1, -1]),
        "negative": lambda: -rng.randint(1, 20),
        "rising": lambda: rng.randint(1, 9),
        "falling": lambda: rng.choice([-9, -8, -5, -3, -2, 1, 3]),
    }[options.shape]
    values = [draw() for _ in range(options.n)]
    if options.shape == "rising":
        values[options.n // 3] = -500
    print(json.dumps([values, options.shortest, options.longest], separators=(",", ":")))


if __name__ == "__main__":
    main()
