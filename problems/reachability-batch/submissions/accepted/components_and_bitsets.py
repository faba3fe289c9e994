"""Two searches find the components, sinks first; a component's mask is that of its successors."""


def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    forward: list[list[int]] = [[] for _ in range(n)]
    backward: list[list[int]] = [[] for _ in range(n)]
    for u, v in edges:
        forward[u].append(v)
        backward[v].append(u)

    # The last vertex that a search over the reversed edges finishes lies in a component without
    # successors; from the last finished to the first, components come after those they lead to.
    masks: dict[int, int] = {}
    for root in reversed(postorder(n, backward)):
        if root not in masks:
            component = [root]
            seen = {root}
            mask = 0
            for vertex in component:
                mask |= 1 << vertex
                for successor in forward[vertex]:
                    if successor in masks:
                        mask |= masks[successor]
                    elif successor not in seen:
                        seen.add(successor)
                        component.append(successor)
            for vertex in component:
                masks[vertex] = mask
    return [masks[a] >> b & 1 == 1 for a, b in queries]


def postorder(n: int, successors: list[list[int]]) -> list[int]:
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
