"""Prefixes of the reversed queue; all batches that begin at a request are priced at once."""

import numpy as np


def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    n = len(lengths)
    queue = np.array(lengths, dtype=np.int64)
    rest = np.zeros(n + 1, dtype=np.int64)
    size = np.zeros(n, dtype=np.int64)
    for start in range(n - 1, -1, -1):
        longest = np.maximum.accumulate(queue[start : start + max_size])
        tokens = longest * np.arange(1, len(longest) + 1)
        allowed = int(np.searchsorted(tokens, max_tokens, side="right"))
        total = tokens[:allowed] + rest[start + 1 : start + 1 + allowed]
        # The last of the minima is the largest batch.
        size[start] = allowed - int(np.argmin(total[::-1]))
        rest[start] = overhead + total.min()
    sizes: list[int] = []
    while sum(sizes) < n:
        sizes.append(int(size[sum(sizes)]))
    return int(rest[0]), sizes
