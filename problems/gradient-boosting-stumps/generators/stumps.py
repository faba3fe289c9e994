"""Print the input of one test: a smooth or stepped target of few features, with noise."""

import argparse
import json
import math
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows to fit")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--test", type=int, default=20, help="rows to predict")
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True, help="learning rate")
    parser.add_argument("--noise", type=float, default=0.3)
    parser.add_argument("--step", type=float, default=0.125, help="features are multiples")
    parser.add_argument("--width", type=float, default=3.0, help="features lie within +-width")
    parser.add_argument("--mirrored", action="store_true", help="each feature twice, once negated")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def draw(step: float) -> list[float]:
        most = round(options.width / step)
        return [rng.randint(-most, most) * step for _ in range(options.d)]

    rows = [draw(options.step) for _ in range(options.n)]
    # Half steps: every second of them is where a threshold may be.
    test_rows = [draw(max(0.0625, options.step / 2)) for _ in range(options.test)]
    weights = [rng.uniform(-1, 1) for _ in range(options.d)]
    targets = []
    for row in rows:
        scaled = [3 * x / options.width for x in row]
        value = sum(w * math.sin(x) + (x > w) for w, x in zip(weights, scaled))
        targets.append(round(value + rng.gauss(0, options.noise), 3))
    if options.mirrored:
        rows = [[*row, *(-cell for cell in row)] for row in rows]
        test_rows = [[*row, *(-cell for cell in row)] for row in test_rows]
    arguments = [rows, targets, test_rows, options.rounds, options.rate]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
