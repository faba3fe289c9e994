"""Print the input of one test: a JSON array with random durations and a number of micro-batches."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stages", type=int, required=True)
    parser.add_argument("--micro", type=int, required=True)
    parser.add_argument("--shortest", type=int, default=1)
    parser.add_argument("--longest", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def durations() -> list[int]:
        return [rng.randint(options.shortest, options.longest) for _ in range(options.stages)]

    print(json.dumps([durations(), durations(), options.micro], separators=(",", ":")))


if __name__ == "__main__":
    main()
