"""Mistake: recursion; a chain of 50 000 nodes is deeper than the stack."""


def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    children: list[list[int]] = [[] for _ in parents]
    for node, parent in enumerate(parents):
        if parent != -1:
            children[parent].append(node)
    total, size, largest = values[:], [1] * len(values), values[:]

    def visit(node: int) -> None:
        for child in children[node]:
            visit(child)
            total[node] += total[child]
            size[node] += size[child]
            largest[node] = max(largest[node], largest[child])

    for node, parent in enumerate(parents):
        if parent == -1:
            visit(node)
    return {"sum": total, "size": size, "max": largest}
