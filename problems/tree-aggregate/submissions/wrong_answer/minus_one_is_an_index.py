"""Mistake: does not ask whether there is a parent; index -1 is the last node."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    children: list[list[int]] = [[] for _ in parents]
    order = []
    for node, parent in enumerate(parents):
        if parent == -1:
            order.append(node)
        else:
            children[parent].append(node)
    for node in order:
        order.extend(children[node])
    total, size, largest = values[:], [1] * len(values), values[:]
    for node in reversed(order):
        parent = parents[node]
        total[parent] += total[node]
        size[parent] += size[node]
        largest[parent] = max(largest[parent], largest[node])
    return {"sum": total, "size": size, "max": largest}
