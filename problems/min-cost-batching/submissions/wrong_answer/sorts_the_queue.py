"""Mistake: sorts the requests by length first, as one may for training, but not in a queue."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    lengths = sorted(lengths)
    n = len(lengths)
    cost = {n: 0}
    first_size = {}
    for start in reversed(range(n)):
        options = []
        for end in range(start + 1, min(n, start + max_size) + 1):
            tokens = (end - start) * lengths[end - 1]
            if tokens > max_tokens:
                break
            options.append((cost[end] + overhead + tokens, start - end))
        cost[start], first_size[start] = min(options)
    sizes = []
    start = 0
    while start < n:
        sizes.append(-first_size[start])
        start += sizes[-1]
    return cost[0], sizes
