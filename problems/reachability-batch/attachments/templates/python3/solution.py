def reachable(n: int, edges: list[tuple[int, int]], queries: list[tuple[int, int]]) -> list[bool]:
    """Return for each query (a, b) whether there is a path from a to b."""
    raise NotImplementedError("write your solution here")
