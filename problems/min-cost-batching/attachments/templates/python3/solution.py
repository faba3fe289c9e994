def min_cost_batches(
    lengths: list[int], overhead: int, max_size: int, max_tokens: int
) -> tuple[int, list[int]]:
    """Return the least cost and the sizes of the batches of the preferred division."""
    raise NotImplementedError("write your solution here")
