"""Keep every vertex's place in a topological order, and repair only the stretch an edge disturbs.

An edge that points forward in the order costs nothing. One that points backward from place `high`
to place `low` needs the vertices in between that v reaches or that reach u; they swap places.
"""

from collections.abc import Callable


class CycleGuard:
    def __init__(self, n: int) -> None:
        self.place = list(range(n))
        self.successors: list[set[int]] = [set() for _ in range(n)]
        self.predecessors: list[set[int]] = [set() for _ in range(n)]

    def add_edge(self, u: int, v: int) -> bool:
        low, high = self.place[v], self.place[u]
        if low <= high:
            after_v = collect(self.successors, v, lambda vertex: self.place[vertex] <= high)
            if u in after_v:
                return False
            before_u = collect(self.predecessors, u, lambda vertex: self.place[vertex] >= low)
            self.move(before_u, after_v)
        self.successors[u].add(v)
        self.predecessors[v].add(u)
        return True

    def move(self, first: set[int], then: set[int]) -> None:
        """Hand out the places of both sets anew: `first` before `then`, each in its old order."""
        order = sorted(first, key=self.place.__getitem__)
        order += sorted(then, key=self.place.__getitem__)
        places = sorted(self.place[vertex] for vertex in order)
        for vertex, place in zip(order, places):
            self.place[vertex] = place


def collect(neighbours: list[set[int]], start: int, is_inside: Callable[[int], bool]) -> set[int]:
    """Everything that can be reached from start without leaving the stretch."""
    found = {start}
    stack = [start]
    while stack:
        for vertex in neighbours[stack.pop()]:
            if vertex not in found and is_inside(vertex):
                found.add(vertex)
                stack.append(vertex)
    return found
