"""Mistake: keeps the visited set between calls to save time, and misses edges added later."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]
        self.known_safe: set[int] = set()

    def add_edge(self, u: int, v: int) -> bool:
        if u == v:
            return False
        stack = [v]
        while stack:
            vertex = stack.pop()
            if vertex == u:
                return False
            fresh = self.successors[vertex] - self.known_safe
            self.known_safe |= fresh
            stack.extend(fresh)
        self.known_safe.discard(u)
        self.successors[u].add(v)
        return True
