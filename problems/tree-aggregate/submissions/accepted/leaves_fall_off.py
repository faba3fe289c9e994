"""Take leaves away: a node is a leaf as soon as its last child has been added to it."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    missing = [0] * len(parents)
    for parent in parents:
        if parent >= 0:
            missing[parent] += 1
    result = {"sum": list(values), "size": [1 for _ in values], "max": list(values)}
    leaves = [node for node, count in enumerate(missing) if count == 0]
    while leaves:
        node = leaves.pop()
        parent = parents[node]
        if parent < 0:
            continue
        result["sum"][parent] += result["sum"][node]
        result["size"][parent] += result["size"][node]
        if result["max"][node] > result["max"][parent]:
            result["max"][parent] = result["max"][node]
        missing[parent] -= 1
        if missing[parent] == 0:
            leaves.append(parent)
    return result
