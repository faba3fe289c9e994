"""Mistake: one breadth-first search for every distinct a; that is n searches of m edges."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    successors: list[list[int]] = [[] for _ in range(n)]
    for u, v in edges:
        successors[u].append(v)
    wanted: dict[int, list[tuple[int, int]]] = {}
    for number, (a, b) in enumerate(queries):
        wanted.setdefault(a, []).append((number, b))
    answer = [False] * len(queries)
    for a, targets in wanted.items():
        seen = bytearray(n)
        seen[a] = 1
        queue = [a]
        for vertex in queue:
            for successor in successors[vertex]:
                if not seen[successor]:
                    seen[successor] = 1
                    queue.append(successor)
        for number, b in targets:
            answer[number] = seen[b] == 1
    return answer
