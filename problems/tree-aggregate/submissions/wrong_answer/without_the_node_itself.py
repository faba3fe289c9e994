"""Mistake: counts what lies below a node, without the node itself."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    missing = [0] * len(parents)
    for parent in parents:
        if parent >= 0:
            missing[parent] += 1
    total, size, largest = [0] * len(values), [0] * len(values), values[:]
    leaves = [node for node, count in enumerate(missing) if count == 0]
    for node in leaves:
        parent = parents[node]
        if parent >= 0:
            total[parent] += total[node] + values[node]
            size[parent] += size[node] + 1
            largest[parent] = max(largest[parent], largest[node])
            missing[parent] -= 1
            if missing[parent] == 0:
                leaves.append(parent)
    return {"sum": total, "size": size, "max": largest}
