"""Mistake: joins the ends of every edge, as if it could be walked both ways."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    leader = list(range(n))

    def find(vertex: int) -> int:
        while leader[vertex] != vertex:
            leader[vertex] = leader[leader[vertex]]
            vertex = leader[vertex]
        return vertex

    for u, v in edges:
        leader[find(u)] = find(v)
    return [find(a) == find(b) for a, b in queries]
