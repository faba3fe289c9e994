"""Mistake: looks for u among the vertices after v, and never at v itself."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        seen: set[int] = set()
        stack = [v]
        while stack:
            for successor in self.successors[stack.pop()]:
                if successor == u and u != v:
                    return False
                if successor not in seen:
                    seen.add(successor)
                    stack.append(successor)
        self.successors[u].add(v)
        return True
