"""Mistake: begins the maximum at 0, so negative values never show."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    missing = [0] * len(parents)
    for parent in parents:
        if parent >= 0:
            missing[parent] += 1
    total, size, largest = values[:], [1] * len(values), [max(0, value) for value in values]
    leaves = [node for node, count in enumerate(missing) if count == 0]
    for node in leaves:
        parent = parents[node]
        if parent >= 0:
            total[parent] += total[node]
            size[parent] += size[node]
            largest[parent] = max(largest[parent], largest[node])
            missing[parent] -= 1
            if missing[parent] == 0:
                leaves.append(parent)
    return {"sum": total, "size": size, "max": largest}
