"""Mistake: compares the limit with the requests' own tokens, without the padding."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)
    cost = {n: 0}
    first_size = {}
    for start in reversed(range(n)):
        longest = own = 0
        options = []
        for end in range(start + 1, min(n, start + max_size) + 1):
            longest = max(longest, lengths[end - 1])
            own += lengths[end - 1]
            if own > max_tokens:
                break
            options.append((cost[end] + overhead + (end - start) * longest, start - end))
        cost[start], first_size[start] = min(options)
    sizes = []
    start = 0
    while start < n:
        sizes.append(-first_size[start])
        start += sizes[-1]
    return cost[0], sizes
