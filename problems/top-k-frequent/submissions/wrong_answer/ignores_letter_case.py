"""Mistake: breaks ties as a dictionary does, "apple" before "Zebra"."""

from collections import Counter


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = Counter(items)
    return sorted(counts, key=lambda item: (-counts[item], item.lower(), item))[:k]
