"""Mistake: demands a path of at least one edge, so most vertices do not reach themselves."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    forward: list[set[int]] = [set() for _ in range(n)]
    backward: list[set[int]] = [set() for _ in range(n)]
    for u, v in edges:
        forward[u].add(v)
        backward[v].add(u)
    masks: dict[int, int] = {}
    for root in reversed(postorder(n, backward)):
        if root in masks:
            continue
        component = [root]
        seen = {root}
        mask = 0
        for vertex in component:
            for successor in forward[vertex]:
                mask |= masks.get(successor, 0) | 1 << successor
                if successor not in masks and successor not in seen:
                    seen.add(successor)
                    component.append(successor)
        for vertex in component:
            masks[vertex] = mask
    return [masks[a] >> b & 1 == 1 for a, b in queries]


def postorder(n: int, successors: list[set[int]]) -> list[int]:
    order: list[int] = []
    seen: set[int] = set()
    for root in range(n):
        stack = [(root, False)]
        while stack:
            vertex, finished = stack.pop()
            if finished:
                order.append(vertex)
            elif vertex not in seen:
                seen.add(vertex)
                stack.append((vertex, True))
                stack.extend((successor, False) for successor in successors[vertex])
    return order
