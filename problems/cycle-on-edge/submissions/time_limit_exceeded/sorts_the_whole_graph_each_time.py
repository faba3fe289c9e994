"""Mistake: runs a topological sort over all vertices at every call."""


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.successors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        if v in self.successors[u]:
            return True
        self.successors[u].add(v)
        if self.can_be_sorted():
            return True
        self.successors[u].remove(v)
        return False

    def can_be_sorted(self) -> bool:
        waiting_for = [0] * len(self.successors)
        for successors in self.successors:
            for successor in successors:
                waiting_for[successor] += 1
        ready = [vertex for vertex, count in enumerate(waiting_for) if count == 0]
        sorted_count = 0
        while ready:
            sorted_count += 1
            for successor in self.successors[ready.pop()]:
                waiting_for[successor] -= 1
                if waiting_for[successor] == 0:
                    ready.append(successor)
        return sorted_count == len(self.successors)
