"""Mistake: appends an edge that is already there, so that every search walks all its copies."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[list[int]] = [[] for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        seen = {v}
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex == u:
                return False
            for successor in self.successors[vertex]:
                if successor not in seen:
                    seen.add(successor)
                    stack.append(successor)
        self.successors[u].append(v)
        return True
