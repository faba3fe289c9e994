"""Each node goes to all of its ancestors, of which a random tree of n nodes has log n on average."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    total, size, largest = values[:], [1] * len(values), values[:]
    for node, value in enumerate(values):
        above = parents[node]
        while above != -1:
            total[above] += value
            size[above] += 1
            largest[above] = max(largest[above], value)
            above = parents[above]
    return {"sum": total, "size": size, "max": largest}
