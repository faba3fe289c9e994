def best_window(values: list[int], shortest: int, longest: int) -> tuple[int, int, int] | None:
    """Return (total, start, length) of the window with the largest sum, or None."""
    raise NotImplementedError("write your solution here")
