"""An edge from u to v closes a cycle if and only if u can already be reached from v."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self._successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        if self._reaches(v, u):
            return False
        self._successors[u].add(v)
        return True

    def _reaches(self, start: int, goal: int) -> bool:
        seen = {start}
        stack = [start]
        while stack:
            vertex = stack.pop()
            if vertex == goal:
                return True
            for successor in self._successors[vertex]:
                if successor not in seen:
                    seen.add(successor)
                    stack.append(successor)
        return False
