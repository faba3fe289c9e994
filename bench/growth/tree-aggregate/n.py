"""List the nodes so that parents come before children; the list read backwards is the way up."""


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

    total, size, largest = [*values], [1] * len(values), [*values]
    for node in reversed(order):
        parent = parents[node]
        if parent != -1:
            total[parent] += total[node]
            size[parent] += size[node]
            largest[parent] = max(largest[parent], largest[node])
    return {"sum": total, "size": size, "max": largest}
