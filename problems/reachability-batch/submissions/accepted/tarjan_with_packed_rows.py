"""Tarjan's algorithm without recursion, and rows of packed bits in numpy."""

import numpy as np


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    successors: list[list[int]] = [[] for _ in range(n)]
    for u, v in edges:
        successors[u].append(v)
    component = tarjan(successors)
    count = max(component) + 1

    # Components are numbered in the order in which they are closed: successors have lower numbers.
    rows = np.zeros((count, (count + 7) // 8), dtype=np.uint8)
    below: list[set[int]] = [set() for _ in range(count)]
    for u, v in edges:
        below[component[u]].add(component[v])
    for number in range(count):
        rows[number, number // 8] |= 1 << number % 8
        others = list(below[number] - {number})
        if others:
            rows[number] |= np.bitwise_or.reduce(rows[others], axis=0)
    if not queries:
        return []
    names = np.array(component)
    a, b = names[np.array(queries)].T
    return (rows[a, b // 8] >> (b % 8) & 1).astype(bool).tolist()


def tarjan(successors: list[list[int]]) -> list[int]:
    n = len(successors)
    index = [-1] * n
    low = [0] * n
    component = [-1] * n
    open_vertices: list[int] = []
    clock = closed = 0
    for root in range(n):
        if index[root] >= 0:
            continue
        index[root] = low[root] = clock
        clock += 1
        open_vertices.append(root)
        path = [(root, iter(successors[root]))]
        while path:
            vertex, rest = path[-1]
            for successor in rest:
                if index[successor] < 0:
                    index[successor] = low[successor] = clock
                    clock += 1
                    open_vertices.append(successor)
                    path.append((successor, iter(successors[successor])))
                    break
                if component[successor] < 0:
                    low[vertex] = min(low[vertex], index[successor])
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    low[parent] = min(low[parent], low[vertex])
                if low[vertex] == index[vertex]:
                    while component[vertex] < 0:
                        component[open_vertices.pop()] = closed
                    closed += 1
    return component
