"""Count each distinct item with a pass of its own."""


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts = {item: items.count(item) for item in set(items)}
    return sorted(counts, key=lambda item: (-counts[item], item))[:k]
