"""Print the input of one test: a JSON array with n, the edges and the queries.

Shapes:
    random          edges between any two vertices
    acyclic         edges along a hidden order, most of them short
    blocks          hidden blocks of 5 vertices, with edges within a block and to later ones
    ring            one ring of all vertices in a hidden order
    path-upwards    0 → 1 → 2 → …
    path-downwards  … → 2 → 1 → 0
"""

import argparse
import itertools
import json
import random

Edges = list[tuple[int, int]]


def uniform(rng: random.Random, n: int, m: int) -> Edges:
    return [(rng.randrange(n), rng.randrange(n)) for _ in range(m)]


def acyclic(rng: random.Random, n: int, m: int) -> Edges:
    names = rng.sample(range(n), n)
    edges = []
    for _ in range(m):
        first = rng.randrange(n - 1)
        edges.append((names[first], names[rng.randrange(first + 1, min(n, first + n // 20 + 3))]))
    return edges


def blocks(rng: random.Random, n: int, m: int) -> Edges:
    size = 5
    names = rng.sample(range(n), n)
    edges = []
    for _ in range(m):
        first = size * rng.randrange(n // size)
        source = first + rng.randrange(size)
        if rng.random() < 0.7:
            target = first + rng.randrange(size)
        else:
            target = rng.randrange(source, min(n, source + n // 10))
        edges.append((names[source], names[target]))
    return edges


def ring(rng: random.Random, n: int, m: int) -> Edges:
    names = rng.sample(range(n), n)
    return list(itertools.pairwise([*names, names[0]]))


def path_upwards(rng: random.Random, n: int, m: int) -> Edges:
    return list(itertools.pairwise(range(n)))


def path_downwards(rng: random.Random, n: int, m: int) -> Edges:
    return list(itertools.pairwise(reversed(range(n))))


SHAPES = {
    "random": uniform,
    "acyclic": acyclic,
    "blocks": blocks,
    "ring": ring,
    "path-upwards": path_upwards,
    "path-downwards": path_downwards,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--m", type=int, required=True)
    parser.add_argument("--q", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="ask about all pairs")
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    n = options.n
    edges = SHAPES[options.shape](rng, n, options.m)
    if options.all:
        queries = list(itertools.product(range(n), range(n)))
    else:
        queries = [(rng.randrange(n), rng.randrange(n)) for _ in range(options.q)]
    print(json.dumps([n, edges, queries], separators=(",", ":")))


if __name__ == "__main__":
    main()
