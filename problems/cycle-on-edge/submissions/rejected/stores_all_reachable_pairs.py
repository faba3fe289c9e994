"""Mistake: keeps for every vertex the set of all that it reaches and of all that reach it.

A question is then one look-up, but there are up to n * n / 2 pairs.
"""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.after = [{vertex} for vertex in range(n)]
        self.before = [{vertex} for vertex in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        if u in self.after[v]:
            return False
        if v not in self.after[u]:
            for ancestor in self.before[u]:
                self.after[ancestor] |= self.after[v]
            for descendant in self.after[v]:
                self.before[descendant] |= self.before[u]
        return True
