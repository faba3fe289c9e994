"""Count, then sort the distinct items by descending count and ascending item."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    ranking = sorted(counts, key=lambda item: (-counts[item], item))
    return ranking[:k]
