"""Mistake: takes an edge that is already there for a cycle."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        if v in self.successors[u] or self.reaches(v, u):
            return False
        self.successors[u].add(v)
        return True

    def reaches(self, start: int, goal: int) -> bool:
        seen = {start}
        stack = [start]
        while stack:
            vertex = stack.pop()
            if vertex == goal:
                return True
            fresh = self.successors[vertex] - seen
            seen |= fresh
            stack.extend(fresh)
        return False
