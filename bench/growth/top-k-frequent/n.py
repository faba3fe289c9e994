"""Count, put the items into a bucket for each count, and take from the fullest bucket on.

Of the bucket that holds more than is wanted, the first ones are found with a heap of their number.
"""

import heapq


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
        top += heapq.nsmallest(k - len(top), bucket)
    return top
