"""Mistake: any vertex met twice during the search counts as a cycle, so a diamond does."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        seen = {u}
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex in seen:
                return False
            seen.add(vertex)
            stack.extend(self.successors[vertex])
        self.successors[u].add(v)
        return True
