"""Mistake: searches without remembering where it has been; a chain of diamonds has 2**40 paths."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex == u:
                return False
            stack.extend(self.successors[vertex])
        self.successors[u].add(v)
        return True
