"""Mistake: looks for the root, and leaves the trees of all other roots untouched."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    children: list[list[int]] = [[] for _ in parents]
    for node, parent in enumerate(parents):
        if parent != -1:
            children[parent].append(node)
    order = [parents.index(-1)] if parents else []
    for node in order:
        order.extend(children[node])
    total, size, largest = values[:], [1] * len(values), values[:]
    for node in reversed(order[1:]):
        parent = parents[node]
        total[parent] += total[node]
        size[parent] += size[node]
        largest[parent] = max(largest[parent], largest[node])
    return {"sum": total, "size": size, "max": largest}
