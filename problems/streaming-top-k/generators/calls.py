"""Print the input of one test: a JSON list of operations, the constructor's first.

Random names with random scores; --rise makes the scores grow with time, so that the top keeps
changing. Every twentieth call or so asks for the threshold; the top is asked for as often as the
bound on what is returned altogether allows.
"""

import argparse
import json
import random

TOTAL = 40_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--names", type=int, required=True)
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--scores", type=int, required=True)
    parser.add_argument("--rise", type=int, default=0)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    operations: list[list[object]] = [["StreamingTopK", [options.k]]]
    tops = min(TOTAL // options.k, options.calls // 10)
    asks = set(rng.sample(range(options.calls - 1), tops - 1)) | {options.calls - 1}
    for number in range(options.calls):
        if number in asks:
            operations.append(["top", []])
        elif rng.random() < 0.05:
            operations.append(["threshold", []])
        else:
            score = rng.randint(0, options.scores) - options.scores // 2 + options.rise * number
            score = min(score, 10**9)
            operations.append(["add", [f"n-{rng.randrange(options.names)}", score]])
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
