"""Print the input of one test: a JSON array that holds the list of items and k.

Shapes:
    few         few distinct items, so that counts are large and differ
    ties        counts between 1 and 3 only, so that almost everything is a tie
    zipf        the r-th item is about r times rarer than the first
    distinct    every item once
    pairs       every item twice, in an order that hides the ranking
    sorted      like ties, in ascending order
"""

import argparse
import json
import random
import string

LETTERS = string.ascii_letters + string.digits + " -_"


def words(rng: random.Random, how_many: int, longest: int) -> list[str]:
    """Distinct random words in random order."""
    found: dict[str, None] = {}
    while len(found) < how_many:
        length = rng.randrange(longest // 2, longest + 1)
        found["".join(rng.choices(LETTERS, k=length))] = None
    return list(found)


def few(rng: random.Random, n: int) -> list[str]:
    return rng.choices(words(rng, 12, 3), k=n)


def ties(rng: random.Random, n: int) -> list[str]:
    pool = words(rng, n, 8)
    items = []
    for word in pool:
        items += [word] * rng.randrange(1, 4)
    return shuffled(rng, items[:n])


def zipf(rng: random.Random, n: int) -> list[str]:
    pool = words(rng, n // 4, 10)
    weights = [1 / rank for rank in range(1, len(pool) + 1)]
    return rng.choices(pool, weights, k=n)


def distinct(rng: random.Random, n: int) -> list[str]:
    return words(rng, n, 16)


def pairs(rng: random.Random, n: int) -> list[str]:
    return shuffled(rng, 2 * words(rng, n // 2, 8))


def ascending(rng: random.Random, n: int) -> list[str]:
    return sorted(ties(rng, n))


def shuffled(rng: random.Random, items: list[str]) -> list[str]:
    rng.shuffle(items)
    return items


SHAPES = {
    "few": few,
    "ties": ties,
    "zipf": zipf,
    "distinct": distinct,
    "pairs": pairs,
    "sorted": ascending,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    items = SHAPES[options.shape](random.Random(options.seed), options.n)
    print(json.dumps([items, options.k], separators=(",", ":")))


if __name__ == "__main__":
    main()
