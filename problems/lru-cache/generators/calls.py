"""Print the input of one test: a JSON list of operations, the constructor's first.

Random calls of all methods on random keys. With --scan, half of the calls put one new key after the
other, so that once the cache is full each of them evicts one, and most others get old ones.
"""

import argparse
import json
import random

KINDS = ["get", "put", "peek", "remove", "stats"]
TOTAL = 40_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--capacity", type=int, required=True)
    parser.add_argument("--names", type=int, required=True)
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    asks = min(TOTAL // options.capacity, options.calls // 10)
    at = set(rng.sample(range(options.calls - 1), asks - 1)) | {options.calls - 1}
    operations: list[list[object]] = [["LRUCache", [options.capacity]]]
    fresh = 0
    for number in range(options.calls):
        if number in at:
            operations.append(["keys", []])
            continue
        name = rng.randrange(options.names)
        kind = rng.choices(KINDS, [45, 35, 12, 5, 3])[0]
        if options.scan:
            kind = rng.choices(["get", "put", "peek"], [15, 80, 5])[0]
            name = fresh - min(fresh, rng.randint(1, options.capacity + 500))
            if kind == "put":
                name = fresh
                fresh += 1
        key = f"k{name}"
        arguments: dict[str, list[object]] = {
            "get": [key, rng.randint(-3, 3)],
            "peek": [key, rng.randint(-3, 3)],
            "put": [key, rng.randint(-3, 30)],
            "remove": [key],
            "stats": [],
        }
        operations.append([kind, arguments[kind]])
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
