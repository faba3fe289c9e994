def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    """Merge closed intervals that share a point; return what remains, sorted by start."""
    raise NotImplementedError("write your solution here")
