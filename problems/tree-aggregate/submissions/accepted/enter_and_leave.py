"""Depth-first with a stack of its own: a node is summed up when it is met for the second time."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    n = len(parents)
    children: list[list[int]] = [[] for _ in range(n + 1)]
    for node in range(n):
        children[parents[node]].append(node)
    total, size, largest = [0] * n, [0] * n, [0] * n
    stack = children[n][:]
    entered = [False] * n
    while stack:
        node = stack[-1]
        if not entered[node]:
            entered[node] = True
            stack += children[node]
            continue
        stack.pop()
        below = children[node]
        total[node] = values[node] + sum(total[child] for child in below)
        size[node] = 1 + sum(size[child] for child in below)
        largest[node] = max([values[node], *(largest[child] for child in below)])
    return {"sum": total, "size": size, "max": largest}
