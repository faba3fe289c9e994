"""Mistake: adds up the node and its children, and forgets what lies below them."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    total, size, largest = values[:], [1] * len(values), values[:]
    for node, parent in enumerate(parents):
        if parent != -1:
            total[parent] += values[node]
            size[parent] += 1
            largest[parent] = max(largest[parent], values[node])
    return {"sum": total, "size": size, "max": largest}
