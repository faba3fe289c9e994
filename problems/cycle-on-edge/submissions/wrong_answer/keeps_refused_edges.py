"""Mistake: adds the edge before looking for a cycle and does not take it out again."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        self.successors[u].add(v)
        seen = {v}
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex == u:
                return False
            fresh = self.successors[vertex] - seen
            seen |= fresh
            stack.extend(fresh)
        return True
