"""Mistake: tries batches of up to max_size requests, also where the queue has fewer left."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)
    cost = {n: 0}
    first_size = {}
    for start in reversed(range(n)):
        longest = 0
        options = []
        for size in range(1, max_size + 1):
            longest = max(longest, lengths[start + size - 1])
            if size * longest > max_tokens:
                break
            options.append((cost[start + size] + overhead + size * longest, -size))
        cost[start], first_size[start] = min(options)
    sizes = []
    start = 0
    while start < n:
        sizes.append(-first_size[start])
        start += sizes[-1]
    return cost[0], sizes
