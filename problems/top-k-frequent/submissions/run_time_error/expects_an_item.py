"""Mistake: asks for the largest count without asking whether there is one."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    buckets: list[list[str]] = [[] for _ in range(max(counts.values()) + 1)]
    for item in sorted(counts):
        buckets[counts[item]].append(item)
    ranking = [item for bucket in reversed(buckets) for item in bucket]
    return ranking[:k]
