"""Mistake: reverses the whole sort, so that ties come in descending order as well."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    return sorted(counts, key=lambda item: (counts[item], item), reverse=True)[:k]
