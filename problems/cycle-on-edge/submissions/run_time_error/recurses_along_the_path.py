"""Mistake: a recursive search; a path of tens of thousands of edges is deeper than the stack."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        if self.reaches(v, u, set()):
            return False
        self.successors[u].add(v)
        return True

    def reaches(self, vertex: int, goal: int, seen: set[int]) -> bool:
        if vertex == goal:
            return True
        seen.add(vertex)
        for successor in self.successors[vertex]:
            if successor not in seen and self.reaches(successor, goal, seen):
                return True
        return False
