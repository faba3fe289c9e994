"""Mistake: takes "earlier in a topological order" for "has a path to"."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    successors: list[list[int]] = [[] for _ in range(n)]
    for u, v in edges:
        successors[u].append(v)
    position = [0] * n
    seen = [False] * n
    clock = n
    for root in range(n):
        stack = [(root, False)]
        while stack:
            vertex, finished = stack.pop()
            if finished:
                clock -= 1
                position[vertex] = clock
            elif not seen[vertex]:
                seen[vertex] = True
                stack.append((vertex, True))
                stack.extend((successor, False) for successor in successors[vertex])
    return [position[a] <= position[b] for a, b in queries]
