"""Mistake: prefixes, traced back from the end; of equal costs the last batch gets most requests."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)
    cost = [0] * (n + 1)
    size_of_last = [0] * (n + 1)
    for end in range(1, n + 1):
        longest = 0
        options = []
        for start in range(end - 1, max(0, end - max_size) - 1, -1):
            longest = max(longest, lengths[start])
            tokens = (end - start) * longest
            if tokens > max_tokens:
                break
            options.append((cost[start] + overhead + tokens, start - end))
        cost[end], size = min(options)
        size_of_last[end] = -size
    sizes: list[int] = []
    while n:
        sizes.insert(0, size_of_last[n])
        n -= size_of_last[n]
    return cost[-1], sizes
