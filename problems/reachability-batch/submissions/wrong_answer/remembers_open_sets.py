"""Mistake: depth-first search with remembered sets; on a cycle they are read before complete."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    successors: list[list[int]] = [[] for _ in range(n)]
    for u, v in edges:
        successors[u].append(v)
    masks = [0] * n
    seen = [False] * n
    for root in range(n):
        stack = [(root, False)]
        while stack:
            vertex, finished = stack.pop()
            if finished:
                for successor in successors[vertex]:
                    masks[vertex] |= masks[successor]
            elif not seen[vertex]:
                seen[vertex] = True
                masks[vertex] = 1 << vertex
                stack.append((vertex, True))
                stack.extend((successor, False) for successor in successors[vertex])
    return [masks[a] >> b & 1 == 1 for a, b in queries]
