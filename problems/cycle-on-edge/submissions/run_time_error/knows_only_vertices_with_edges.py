"""Mistake: a vertex enters the dict with its first outgoing edge, but is looked up before."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: dict[int, set[int]] = {}

    def add_edge(self, u: int, v: int) -> bool:
        seen = {v}
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex == u:
                return False
            fresh = self.successors[vertex] - seen
            seen |= fresh
            stack.extend(fresh)
        self.successors.setdefault(u, set()).add(v)
        return True
