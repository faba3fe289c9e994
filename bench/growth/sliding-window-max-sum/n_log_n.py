"""A tree of maxima over the prefix sums is asked for the best end of each start."""

from itertools import accumulate


def best_window(values: list[int], shortest: int, longest: int) -> tuple[int, int, int] | None:
    n = len(values)
    sums = [0, *accumulate(values)]
    # Of equal sums the larger key is the earlier end, which makes the shorter window.
    size = n + 1
    tree = [(0, 0)] * size + [(total, -end) for end, total in enumerate(sums)]
    for node in range(size - 1, 0, -1):
        tree[node] = max(tree[2 * node], tree[2 * node + 1])

    best: tuple[int, int, int] | None = None
    for start in range(n - shortest + 1):
        left = size + start + shortest
        right = size + min(n, start + longest) + 1
        found = tree[left]
        while left < right:
            if left & 1:
                found = max(found, tree[left])
                left += 1
            if right & 1:
                right -= 1
                found = max(found, tree[right])
            left >>= 1
            right >>= 1
        total = found[0] - sums[start]
        if best is None or total > best[0]:
            best = (total, start, -found[1] - start)
    return best
