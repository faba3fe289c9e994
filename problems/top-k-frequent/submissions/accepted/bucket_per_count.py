"""Bucket sort by count: a count is at most n, so only the items within a bucket need sorting."""


def top_k_frequent(items: list[str], k: int) -> list[str]:
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1

    buckets: list[list[str]] = [[] for _ in range(len(items) + 1)]
    for item, count in counts.items():
        buckets[count].append(item)

    top: list[str] = []
    for bucket in reversed(buckets):
        if len(top) >= k:
            break
        top += sorted(bucket)
    return top[:k]
