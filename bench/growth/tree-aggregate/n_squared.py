"""The children of a node are looked for among all nodes."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    order = [node for node, parent in enumerate(parents) if parent == -1]
    children: list[list[int]] = [[] for _ in parents]
    for node in order:
        children[node] = [other for other, parent in enumerate(parents) if parent == node]
        order.extend(children[node])
    total, size, largest = values[:], [1] * len(values), values[:]
    for node in reversed(order):
        for child in children[node]:
            total[node] += total[child]
            size[node] += size[child]
            largest[node] = max(largest[node], largest[child])
    return {"sum": total, "size": size, "max": largest}
