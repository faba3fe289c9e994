"""Print the input of one test: a JSON array that holds the list to be sorted.

Shapes:
    equal           one value
    two, few        two and twelve distinct values in random order
    sorted, reversed, organ-pipe (up, then down), sawtooth (many short runs)
    nearly-sorted   sorted but for a few swaps
    rotated         sorted, cut in two, the parts exchanged
    random          random values
    shuffled        0 to n - 1 in random order

The killers give pivots of a fixed rule the largest values that are left, so that each partition of
m values leaves m - 1 or m - 2 on one side. The names say where the pivot is looked for: in the
middle, (low + high) // 2, or in the upper middle, low + length // 2; or as the median of the first,
middle and last value. The plain ones are for partitions that keep smaller values in their
order (Lomuto's, three-way ones, new lists); the `swapped` ones for those which put the last value
where the pivot was (Hoare's, Sedgewick's).
"""

import argparse
import json
import random
from collections.abc import Callable
from itertools import pairwise

Values = list[int]


def equal(rng: random.Random, n: int) -> Values:
    return [rng.randint(-9, 9)] * n


def two(rng: random.Random, n: int) -> Values:
    return rng.choices([0, 1], k=n)


def few(rng: random.Random, n: int) -> Values:
    return rng.choices(rng.sample(range(-50, 50), 12), k=n)


def ascending(rng: random.Random, n: int) -> Values:
    return sorted(rng.sample(range(-5 * n, 5 * n), n))


def descending(rng: random.Random, n: int) -> Values:
    return ascending(rng, n)[::-1]


def organ_pipe(rng: random.Random, n: int) -> Values:
    up = ascending(rng, n)[: n // 2]
    return up + up[::-1]


def sawtooth(rng: random.Random, n: int) -> Values:
    return [i % 37 for i in range(n)]


def nearly_sorted(rng: random.Random, n: int) -> Values:
    values = ascending(rng, n)
    for _ in range(n // 100):
        i, j = rng.randrange(n), rng.randrange(n)
        values[i], values[j] = values[j], values[i]
    return values


def rotated(rng: random.Random, n: int) -> Values:
    values = ascending(rng, n)
    cut = rng.randrange(n // 4, n // 2)
    return values[cut:] + values[:cut]


def uniform(rng: random.Random, n: int) -> Values:
    return [rng.randint(-(10**9), 10**9) for _ in range(n)]


def shuffled(rng: random.Random, n: int) -> Values:
    return rng.sample(range(n), n)


def killer(n: int, take: Callable[[list[int]], list[int]]) -> Values:
    """Take places from those left, and give them the largest values left, until none is left."""
    places = list(range(n))
    values = [0] * n
    largest = n
    while places:
        for place in take(places):
            values[place] = largest
            largest -= 1
    assert not any(left == right for left, right in pairwise(sorted(values)))
    return values


def take_middle(places: list[int]) -> list[int]:
    return [places.pop((len(places) - 1) // 2)]


def take_upper_middle(places: list[int]) -> list[int]:
    return [places.pop(len(places) // 2)]


def take_middle_and_swap(places: list[int]) -> list[int]:
    middle = (len(places) - 1) // 2
    places[middle], places[-1] = places[-1], places[middle]
    return [places.pop()]


def take_median(places: list[int]) -> list[int]:
    if len(places) < 3:
        return [places.pop()]
    pivot = places.pop((len(places) - 1) // 2)
    return [places.pop(), pivot]


def take_median_and_swap(places: list[int]) -> list[int]:
    if len(places) < 3:
        return [places.pop()]
    middle = (len(places) - 1) // 2
    places[middle], places[-2] = places[-2], places[middle]
    return [places.pop(), places.pop()]


SHAPES: dict[str, Callable[[random.Random, int], Values]] = {
    "equal": equal,
    "two": two,
    "few": few,
    "sorted": ascending,
    "reversed": descending,
    "organ-pipe": organ_pipe,
    "sawtooth": sawtooth,
    "nearly-sorted": nearly_sorted,
    "rotated": rotated,
    "random": uniform,
    "shuffled": shuffled,
    "middle-killer": lambda _, n: killer(n, take_middle),
    "upper-middle-killer": lambda _, n: killer(n, take_upper_middle),
    "middle-swapped-killer": lambda _, n: killer(n, take_middle_and_swap),
    "median-killer": lambda _, n: killer(n, take_median),
    "median-swapped-killer": lambda _, n: killer(n, take_median_and_swap),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    values = SHAPES[options.shape](random.Random(options.seed), options.n)
    print(json.dumps([values], separators=(",", ":")))


if __name__ == "__main__":
    main()
