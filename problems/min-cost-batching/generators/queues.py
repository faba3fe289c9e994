"""Print the input of one test: a JSON array with lengths, overhead, max_size and max_tokens.

Shapes:
    random      lengths from 1 to high
    bursts      runs of requests of about the same length
    spikes      short requests, now and then one of any length
    growing     ascending
"""

import argparse
import json
import random


def bursts(rng: random.Random, n: int, high: int) -> list[int]:
    lengths: list[int] = []
    while len(lengths) < n:
        base = rng.randint(1, high)
        lengths += [min(high, base + rng.randrange(3)) for _ in range(rng.randint(1, 9))]
    return lengths[:n]


def spikes(rng: random.Random, n: int, high: int) -> list[int]:
    return [rng.randint(1, high if rng.random() < 0.15 else high // 20 + 1) for _ in range(n)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--high", type=int, required=True)
    parser.add_argument("--shape", choices=["random", "bursts", "spikes", "growing"], required=True)
    parser.add_argument("--overhead", type=int, required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--tokens", type=int, default=10**9)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    n, high = options.n, options.high
    if options.shape == "bursts":
        lengths = bursts(rng, n, high)
    elif options.shape == "spikes":
        lengths = spikes(rng, n, high)
    else:
        lengths = [rng.randint(1, high) for _ in range(n)]
    if options.shape == "growing":
        lengths.sort()
    arguments = [lengths, options.overhead, options.size, options.tokens]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
