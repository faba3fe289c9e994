"""Mistake: gives each of the n + 1 buckets room for all the items at once, n * d slots in all."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    buckets = [[""] * len(counts) for _ in range(len(items) + 1)]
    sizes = [0] * len(buckets)
    for item in sorted(counts):
        count = counts[item]
        buckets[count][sizes[count]] = item
        sizes[count] += 1

    top: list[str] = []
    for bucket, size in zip(reversed(buckets), reversed(sizes)):
        top += bucket[:size]
    return top[:k]
