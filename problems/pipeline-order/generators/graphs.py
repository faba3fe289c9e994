"""Print the input of one test: a JSON array that holds the tasks and the dependencies.

Shapes:
    random      edges from earlier to later tasks of a hidden order
    layers      edges between neighbouring layers of a hidden order
    cyclic      edges between any two tasks
    chain       one chain of all tasks
    ring        half of the tasks in one ring, edges into the ring, out of it and beside it
    star        one task before all others, another one behind all others
"""

import argparse
import itertools
import json
import random

Edges = list[tuple[int, int]]


def acyclic(rng: random.Random, n: int, m: int) -> Edges:
    return [tuple(sorted(rng.sample(range(n), 2))) for _ in range(m)]


def layers(rng: random.Random, n: int, m: int) -> Edges:
    width = max(1, n // 6)
    edges = []
    for _ in range(m):
        before = rng.randrange(n - width)
        first = (before // width + 1) * width
        edges.append((before, rng.randrange(first, min(n, first + width))))
    return edges


def cyclic(rng: random.Random, n: int, m: int) -> Edges:
    return [(rng.randrange(n), rng.randrange(n)) for _ in range(m)]


def chain(rng: random.Random, n: int, m: int) -> Edges:
    return list(itertools.pairwise(range(m + 1)))


def ring(rng: random.Random, n: int, m: int) -> Edges:
    """Tasks below a quarter run, the next two quarters are the ring, the rest is behind it."""
    first, last = n // 4, n // 4 + n // 2
    edges = [*itertools.pairwise(range(first, last)), (last - 1, first)]
    while len(edges) < m:
        before, after = sorted(rng.sample(range(n), 2))
        if before < first or after >= last:
            edges.append((before, after))
    return edges


def star(rng: random.Random, n: int, m: int) -> Edges:
    return [(0, task) for task in range(1, n)] + [(task, n - 1) for task in range(n - 1)]


SHAPES = {
    "random": acyclic,
    "layers": layers,
    "cyclic": cyclic,
    "chain": chain,
    "ring": ring,
    "star": star,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--m", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    names = [f"t{number}" for number in rng.sample(range(2 * options.n), options.n)]
    edges = SHAPES[options.shape](rng, options.n, options.m)
    rng.shuffle(edges)
    tasks = rng.sample(names, len(names))
    pairs = [[names[before], names[after]] for before, after in edges]
    print(json.dumps([tasks, pairs], separators=(",", ":")))


if __name__ == "__main__":
    main()
