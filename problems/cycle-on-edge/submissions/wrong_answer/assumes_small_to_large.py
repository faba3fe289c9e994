"""Mistake: takes the numbers of the vertices for a topological order."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.n = n

    def add_edge(self, u: int, v: int) -> bool:
        return u < v
