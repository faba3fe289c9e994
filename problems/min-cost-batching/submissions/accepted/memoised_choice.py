"""Top-down with a memory; what is compared is the cost and the sizes, negated."""

from functools import cache


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)

    @cache
    def best(start: int) -> tuple[int, int]:
        if start == n:
            return 0, 0
        longest = size = 0
        found = None
        while size < max_size and start + size < n:
            longest = max(longest, lengths[start + size])
            size += 1
            if size * longest > max_tokens:
                break
            price = overhead + size * longest + best(start + size)[0]
            if found is None or price <= found[0]:
                found = price, size
        return found

    sizes = []
    while sum(sizes) < n:
        sizes.append(best(sum(sizes))[1])
    return best(0)[0], sizes
