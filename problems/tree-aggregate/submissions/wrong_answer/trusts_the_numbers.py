"""Mistake: goes through the nodes from the last to the first, as if parents had lower numbers."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    total, size, largest = values[:], [1] * len(values), values[:]
    for node in reversed(range(len(parents))):
        parent = parents[node]
        if parent != -1:
            total[parent] += total[node]
            size[parent] += size[node]
            largest[parent] = max(largest[parent], largest[node])
    return {"sum": total, "size": size, "max": largest}
