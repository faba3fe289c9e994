"""Print the input of one test: a JSON array that holds the parents and the values.

Shapes (names are shuffled, except in `downwards`):
    random        a random earlier node is the parent
    forest        the same, with a root now and then
    deep          the parent is one of the three nodes before
    chain         the parent is the node before
    downwards     0 is the deepest node of a chain, the last node its root
    caterpillar   every second node is in a chain, the others are its legs
    star          everything below one root
"""

import argparse
import json
import random


def parent(rng: random.Random, node: int, shape: str) -> int:
    if node == 0 or (shape == "forest" and rng.random() < 0.1):
        return -1
    if shape in ("random", "forest"):
        return rng.randrange(node)
    if shape == "deep":
        return rng.randrange(max(0, node - 3), node)
    if shape == "caterpillar":
        return node - 2 + node % 2 if node > 1 else 0
    return 0 if shape == "star" else node - 1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", required=True)
    parser.add_argument("--high", type=int, default=10**6)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    n = options.n
    names = rng.sample(range(n), n)
    if options.shape == "downwards":
        names = list(range(n))[::-1]
    parents = [-1] * n
    for node in range(n):
        above = parent(rng, node, options.shape)
        if above >= 0:
            parents[names[node]] = names[above]
    values = [rng.randint(-(10**6), options.high) for _ in range(n)]
    print(json.dumps([parents, values], separators=(",", ":")))


if __name__ == "__main__":
    main()
