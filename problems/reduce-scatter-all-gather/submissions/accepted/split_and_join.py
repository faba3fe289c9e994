"""Blocks with their first index: halve and add, then join in the order of the indices."""

import numpy as np

Block = tuple[int, np.ndarray]


def halving_doubling(
    vectors: np.ndarray, latency: float, per_element: float
) -> tuple[list[list[Block]], float]:
    ranks = len(vectors)
    held: list[Block] = [(0, vector) for vector in vectors]
    steps = []
    time = 0.0
    distances = [2**bit for bit in range(ranks.bit_length() - 1)]

    for distance in reversed(distances):
        halves = [halve(block) for block in held]
        held = []
        for rank in range(ranks):
            side = 1 if rank & distance else 0
            start, own = halves[rank][side]
            held.append((start, own + halves[rank ^ distance][side][1]))
        # The lower halves, which the higher ranks send, are never the longer ones.
        time += latency + per_element * max(len(upper) for _, (_, upper) in halves)
        steps.append(held)

    for distance in distances:
        time += latency + per_element * max(len(values) for _, values in held)
        held = [join(held[rank & ~distance], held[rank | distance]) for rank in range(ranks)]
        steps.append(held)
    return steps, time


def halve(block: Block) -> tuple[Block, Block]:
    start, values = block
    middle = len(values) // 2
    return (start, values[:middle]), (start + middle, values[middle:])


def join(lower: Block, upper: Block) -> Block:
    return lower[0], np.concatenate([lower[1], upper[1]])
