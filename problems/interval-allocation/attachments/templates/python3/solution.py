def allocate(
    free: list[tuple[int, int]], requests: list[int]
) -> tuple[list[int | None], list[tuple[int, int]]]:
    """Serve the requests by first fit; return their places and the free ranges that are left."""
    raise NotImplementedError("write your solution here")
