"""Search forward from v and backward from u in turns; whichever runs dry first proves no cycle."""

from collections import deque


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.out_of: dict[int, set[int]] = {}
        self.into: dict[int, set[int]] = {}

    def add_edge(self, u: int, v: int) -> bool:
        if u == v or self.are_joined(v, u):
            return False
        self.out_of.setdefault(u, set()).add(v)
        self.into.setdefault(v, set()).add(u)
        return True

    def are_joined(self, source: int, target: int) -> bool:
        ahead, behind = {source}, {target}
        forward, backward = deque(ahead), deque(behind)
        while forward and backward:
            for vertex in self.out_of.get(forward.popleft(), ()):
                if vertex in behind:
                    return True
                if vertex not in ahead:
                    ahead.add(vertex)
                    forward.append(vertex)
            for vertex in self.into.get(backward.popleft(), ()):
                if vertex in ahead:
                    return True
                if vertex not in behind:
                    behind.add(vertex)
                    backward.append(vertex)
        return False
