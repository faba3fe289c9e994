"""Mistake: greedy; every batch takes as many requests as the limits allow."""


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    total = 0
    sizes: list[int] = []
    start = 0
    while start < len(lengths):
        size = 1
        while size < max_size and start + size < len(lengths):
            if (size + 1) * max(lengths[start : start + size + 1]) > max_tokens:
                break
            size += 1
        total += overhead + size * max(lengths[start : start + size])
        sizes.append(size)
        start += size
    return total, sizes
