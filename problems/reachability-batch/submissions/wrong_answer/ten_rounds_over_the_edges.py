"""Mistake: hands masks back along the edges ten times; a long path may need a round per edge."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    masks = [1 << vertex for vertex in range(n)]
    for _ in range(10):
        for u, v in edges:
            masks[u] |= masks[v]
    return [masks[a] >> b & 1 == 1 for a, b in queries]
