"""Best division of every suffix; the longest request of a growing batch is carried along."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)
    cost = {n: 0}
    first_size = {}
    for start in reversed(range(n)):
        longest = lengths[start]
        options = []
        for end in range(start + 1, min(n, start + max_size) + 1):
            longest = max(longest, lengths[end - 1])
            tokens = (end - start) * longest
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
