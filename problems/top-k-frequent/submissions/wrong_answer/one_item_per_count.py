"""Mistake: inverts the counts into a dict by count, where one item of each tie survives."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    item_by_count = {counts[item]: item for item in sorted(counts, reverse=True)}
    return [item_by_count[count] for count in sorted(item_by_count, reverse=True)][:k]
