"""Print the input of one test: a JSON array that holds the free ranges and the requests.

Shapes:
    mixed       lengths 1 to 30, most requests small, some as large as the largest range
    touching    like mixed, but two of three ranges touch the next one
    tight       ranges a little smaller than most requests
    climb       lengths 1 to 3 for all but the last tenth, and requests that only fit there
    chain       all ranges touch
"""

import argparse
import json
import random

Ranges = list[list[int]]


def ranges_of(lengths: list[int], gaps: list[int]) -> Ranges:
    ranges = []
    start = 0
    for length, gap in zip(lengths, gaps, strict=True):
        start += gap
        ranges.append([start, start + length])
        start += length
    return ranges


def mixed(rng: random.Random, n: int, q: int) -> tuple[Ranges, list[int]]:
    lengths = [rng.randint(1, 30) for _ in range(n)]
    sizes = [rng.choice([1, 2, 3, 5, 8, 13, 21, 30]) for _ in range(q)]
    return ranges_of(lengths, [rng.randint(1, 9) for _ in range(n)]), sizes


def touching(rng: random.Random, n: int, q: int) -> tuple[Ranges, list[int]]:
    lengths = [rng.randint(1, 30) for _ in range(n)]
    sizes = [rng.choice([1, 5, 20, 40, 60]) for _ in range(q)]
    return ranges_of(lengths, [rng.choice([0, 0, 1]) for _ in range(n)]), sizes


def tight(rng: random.Random, n: int, q: int) -> tuple[Ranges, list[int]]:
    lengths = [rng.randint(40, 50) for _ in range(n)]
    sizes = [rng.choice([50, 51, 51, 52]) for _ in range(q)]
    return ranges_of(lengths, [rng.randint(1, 9) for _ in range(n)]), sizes


def climb(rng: random.Random, n: int, q: int) -> tuple[Ranges, list[int]]:
    large = n // 10
    lengths = [rng.randint(1, 3) for _ in range(n - large)]
    lengths += [rng.randint(50, 90) for _ in range(large)]
    sizes = [rng.choice([4, 5, 6]) for _ in range(q)]
    return ranges_of(lengths, [rng.randint(1, 9) for _ in range(n)]), sizes


def chain(rng: random.Random, n: int, q: int) -> tuple[Ranges, list[int]]:
    lengths = [rng.randint(1, 9) for _ in range(n)]
    return ranges_of(lengths, [0] * n), [rng.randint(1, 9) for _ in range(q)]


SHAPES = {
    "mixed": mixed,
    "touching": touching,
    "tight": tight,
    "climb": climb,
    "chain": chain,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--q", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    ranges, sizes = SHAPES[options.shape](rng, options.n, options.q)
    rng.shuffle(ranges)
    print(json.dumps([ranges, sizes], separators=(",", ":")))


if __name__ == "__main__":
    main()
