"""Mistake: asks only whether the opposite edge is there; a cycle may be longer."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.edges: set[tuple[int, int]] = set()

    def add_edge(self, u: int, v: int) -> bool:
        if u == v or (v, u) in self.edges:
            return False
        self.edges.add((u, v))
        return True
