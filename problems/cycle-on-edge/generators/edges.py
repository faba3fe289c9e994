"""Print the input of one test: a JSON list of operations, the constructor's first.

Shapes (each keeps the statement's bound on what can be reached from v):
    dense       random edges on few vertices; most are refused in the end
    blocks      random edges within blocks of 20 vertices, about 60 in each
    path        one path, laid from its first vertex to its last, and then edges back into it
    pieces      one path in hidden order, its edges in random order, and then edges back into it
    diamonds    chains of 40 diamonds, with 2**40 paths each; then edges back
    grid        a square grid with edges to the right and down, built from its last row up
    bow-tie     many edges into one vertex, many out of another, and then the edge between them
    repeated    one edge half the time, and edges into its tail
"""

import argparse
import itertools
import json
import math
import random

Edges = list[tuple[int, int]]


def dense(rng: random.Random, n: int, calls: int) -> Edges:
    return [(rng.randrange(n), rng.randrange(n)) for _ in range(calls)]


def blocks(rng: random.Random, n: int, calls: int) -> Edges:
    size = 20
    names = rng.sample(range(n), size * min(n // size, max(1, calls // 60)))
    edges = []
    for _ in range(calls):
        first = size * rng.randrange(len(names) // size)
        block = names[first : first + size]
        edges.append((rng.choice(block), rng.choice(block)))
    return edges


def path(rng: random.Random, n: int, calls: int) -> Edges:
    edges = [(vertex, vertex + 1) for vertex in range(n - 1)]
    return edges + edges_back(rng, list(range(n)), calls - len(edges))


def pieces(rng: random.Random, n: int, calls: int) -> Edges:
    length = n // 4
    order = rng.sample(range(n), length)
    edges = list(itertools.pairwise(order))
    rng.shuffle(edges)
    return edges + edges_back(rng, order, calls - len(edges))


def edges_back(rng: random.Random, order: list[int], calls: int) -> Edges:
    """Edges from the later half of a path to its earlier one, all refused; the longest first."""
    half = len(order) // 2
    edges = [(order[-1], order[0])]
    edges += [(rng.choice(order[half:]), rng.choice(order[:half])) for _ in range(calls - 1)]
    return edges


def diamonds(rng: random.Random, n: int, calls: int) -> Edges:
    """Chains s0 -> {a, b} -> s1 -> {c, d} -> s2 ..., each with a vertex from outside before it."""
    links = 40
    length = 3 * links + 2
    edges: Edges = []
    for base in range(0, n - length, length):
        if len(edges) + 4 * links + 3 > calls:
            break
        for joint in range(base, base + 3 * links, 3):
            edges += [(joint, joint + 1), (joint, joint + 2)]
            edges += [(joint + 1, joint + 3), (joint + 2, joint + 3)]
        last = base + 3 * links
        outside = last + 1
        edges += [(outside, base), (last, base + rng.randrange(3)), (last, outside)]
    return edges


def grid(rng: random.Random, n: int, calls: int) -> Edges:
    """A grid of as many rows as the calls suffice for, its corners joined by a last edge back."""
    side = math.isqrt(calls // 2)
    names = rng.sample(range(n), side * side)
    edges: Edges = []
    for row in reversed(range(side)):
        for column in reversed(range(side)):
            here = row * side + column
            if column + 1 < side:
                edges.append((names[here], names[here + 1]))
            if row + 1 < side:
                edges.append((names[here], names[here + side]))
    return [*edges, (names[-1], names[0])]


def bow_tie(rng: random.Random, n: int, calls: int) -> Edges:
    wing = (min(n, calls) - 10) // 2
    names = rng.sample(range(n), 2 * wing + 2)
    into, out_of = names[0], names[1]
    edges = [(source, into) for source in names[2 : wing + 2]]
    edges += [(out_of, sink) for sink in names[wing + 2 :]]
    rng.shuffle(edges)
    edges += [(into, out_of), (names[2], names[-1]), (names[-1], names[2]), (out_of, into)]
    return edges


def repeated(rng: random.Random, n: int, calls: int) -> Edges:
    tail, head = rng.sample(range(n), 2)
    others = [vertex for vertex in range(n) if vertex not in (tail, head)]
    rng.shuffle(others)
    count = calls // 2
    edges = [(tail, head)] * count
    edges += [(others[i % len(others)], tail) for i in range(count - 1)]
    return [*edges, (head, others[0])]


SHAPES = {
    "dense": dense,
    "blocks": blocks,
    "path": path,
    "pieces": pieces,
    "diamonds": diamonds,
    "grid": grid,
    "bow-tie": bow_tie,
    "repeated": repeated,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    edges = SHAPES[options.shape](random.Random(options.seed), options.n, options.calls)
    operations: list[object] = [["CycleGuard", [options.n]]]
    operations += [["add_edge", [u, v]] for u, v in edges]
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
