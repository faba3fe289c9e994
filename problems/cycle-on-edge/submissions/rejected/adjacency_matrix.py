"""Mistake: a matrix of n x n truth values, for a graph with no more edges than vertices."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.has_edge = [[False] * n for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        seen = {v}
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex == u:
                return False
            for successor, is_there in enumerate(self.has_edge[vertex]):
                if is_there and successor not in seen:
                    seen.add(successor)
                    stack.append(successor)
        self.has_edge[u][v] = True
        return True
