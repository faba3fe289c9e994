"""Print the input of one test: a JSON list of operations, the constructor's first.

Random calls of all methods; the time moves on by 0 to --step ms, now and then by a long pause.
Half of the costs are small; some are equal to the capacity or one above it.
"""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("calls", "clients", "limit", "window", "capacity", "refill", "step"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    numbers = [options.limit, options.window, options.capacity, options.refill]
    operations: list[list[object]] = [["RateLimiter", numbers]]
    time = rng.randint(0, 1000)
    for _ in range(options.calls):
        time += rng.randint(0, options.step)
        if rng.random() < 0.02:
            time += rng.choice([options.window, options.refill, options.refill * 20]) // 100 * 100
        client = f"c{rng.randrange(options.clients)}"
        cost = rng.choice([1, 1, 2, 3, rng.randint(1, min(options.capacity, 60))])
        if rng.random() < 0.05:
            cost = min(options.capacity + rng.randint(0, 1), 10**6)
        kind = rng.random()
        if kind < 0.7:
            operations.append(["allow", [client, time, cost]])
        elif kind < 0.88:
            operations.append(["retry_after", [client, time, cost]])
        else:
            operations.append(["tokens", [client, time]])
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
