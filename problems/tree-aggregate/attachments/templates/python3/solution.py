def tree_aggregate(parents: list[int], values: list[int]) -> dict[str, list[int]]:
    """Return sum, size and maximum of the subtree of every node."""
    raise NotImplementedError("write your solution here")
