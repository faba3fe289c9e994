"""Mistake: most_common() keeps equally frequent items in the order in which they first occur."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    return [item for item, _ in Counter(items).most_common(k)]
