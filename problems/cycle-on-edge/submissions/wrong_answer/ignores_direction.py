"""Mistake: union-find knows undirected cycles only, and refuses every second way to a vertex."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.parent = list(range(n))

    def find(self, vertex: int) -> int:
        while self.parent[vertex] != vertex:
            self.parent[vertex] = self.parent[self.parent[vertex]]
            vertex = self.parent[vertex]
        return vertex

    def add_edge(self, u: int, v: int) -> bool:
        root_u, root_v = self.find(u), self.find(v)
        if root_u == root_v:
            return False
        self.parent[root_u] = root_v
        return True
