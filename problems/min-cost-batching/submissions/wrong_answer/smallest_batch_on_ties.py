"""Mistake: keeps the first of equal costs, which has the smallest first batch."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)
    cost = {n: 0}
    first_size = {}
    for start in reversed(range(n)):
        longest = 0
        options = []
        for end in range(start + 1, min(n, start + max_size) + 1):
            longest = max(longest, lengths[end - 1])
            tokens = (end - start) * longest
            if tokens > max_tokens:
                break
            options.append((cost[end] + overhead + tokens, end - start))
        cost[start], first_size[start] = min(options)
    sizes = []
    start = 0
    while start < n:
        sizes.append(first_size[start])
        start += sizes[-1]
    return cost[0], sizes
