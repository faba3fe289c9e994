"""Mistake: keeps the counts in a list and searches it for every item."""


def top_k_frequent(items: list[str], k: int) -> list[str]:
    names: list[str] = []
    counts: list[int] = []
    for item in items:
        if item in names:
            counts[names.index(item)] += 1
        else:
            names.append(item)
            counts.append(1)
    ranking = sorted(zip(counts, names), key=lambda pair: (-pair[0], pair[1]))
    return [name for _, name in ranking[:k]]
