"""Print the input of one test: a JSON array that holds the list of intervals.

Shapes:
    dense       short intervals on a short line, so that all ways of meeting occur
    scattered   hardly any two meet; order shuffled
    sorted, reversed    like scattered, in ascending or descending order
    nested      each lies strictly inside the next larger one; order shuffled
    chain       runs of intervals that touch end to start; order shuffled
    shared      a few starts with many ends each
    wide        long intervals over the whole range allowed, which leave few gaps
"""

import argparse
import json
import random

LIMIT = 10**18


def dense(rng: random.Random, n: int) -> list[list[int]]:
    starts = [rng.randrange(-2 * n, 2 * n) for _ in range(n)]
    return [[start, start + rng.choice((0, 0, 1, 1, 2, 3, 5))] for start in starts]


def in_order(rng: random.Random, n: int) -> list[list[int]]:
    intervals = []
    position = -5 * n
    for _ in range(n):
        position += rng.randrange(1, 8)
        length = rng.randrange(0, 8)
        intervals.append([position, position + length])
        # One in twenty meets its successor, so that copying the sorted input is no answer.
        position += length if rng.random() < 0.95 else length - 8
    return intervals


def scattered(rng: random.Random, n: int) -> list[list[int]]:
    return shuffled(rng, in_order(rng, n))


def ascending(rng: random.Random, n: int) -> list[list[int]]:
    return sorted(in_order(rng, n))


def descending(rng: random.Random, n: int) -> list[list[int]]:
    return sorted(in_order(rng, n), reverse=True)


def nested(rng: random.Random, n: int) -> list[list[int]]:
    step = 10**7
    onions = [
        [middle - k * step, middle + k * step]
        for middle in (-n * step, n * step)
        for k in range(1, n // 2 + 1)
    ]
    return shuffled(rng, onions)


def chain(rng: random.Random, n: int) -> list[list[int]]:
    intervals = []
    position = -3 * n
    for _ in range(n):
        length = rng.randrange(0, 6)
        intervals.append([position, position + length])
        position += length + (rng.random() < 0.001)
    return shuffled(rng, intervals)


def shared(rng: random.Random, n: int) -> list[list[int]]:
    starts = [rng.randrange(-(10**12), 10**12) for _ in range(max(1, n // 500))]
    return [[start, start + rng.randrange(10**9)] for start in rng.choices(starts, k=n)]


def wide(rng: random.Random, n: int) -> list[list[int]]:
    intervals = []
    for _ in range(n):
        start = rng.randrange(-LIMIT, LIMIT)
        intervals.append([start, min(LIMIT, start + rng.randrange(2 * LIMIT // n))])
    return intervals


def shuffled(rng: random.Random, intervals: list[list[int]]) -> list[list[int]]:
    rng.shuffle(intervals)
    return intervals


SHAPES = {
    "dense": dense,
    "scattered": scattered,
    "sorted": ascending,
    "reversed": descending,
    "nested": nested,
    "chain": chain,
    "shared": shared,
    "wide": wide,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    intervals = SHAPES[options.shape](random.Random(options.seed), options.n)
    print(json.dumps([intervals], separators=(",", ":")))


if __name__ == "__main__":
    main()
