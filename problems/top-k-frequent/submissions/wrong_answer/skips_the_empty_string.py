"""Mistake: `if item` takes the empty string for no item at all."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(item for item in items if item)
    return sorted(counts, key=lambda item: (-counts[item], item))[:k]
