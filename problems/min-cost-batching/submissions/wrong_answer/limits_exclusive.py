"""Mistake: refuses a batch that reaches the limit of tokens exactly, unless it is one request."""


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
            if tokens >= max_tokens and options:
                break
            options.append((cost[end] + overhead + tokens, start - end))
        cost[start], first_size[start] = min(options)
    sizes = []
    start = 0
    while start < n:
        sizes.append(-first_size[start])
        start += sizes[-1]
    return cost[0], sizes
