"""Mistake: stores an interval when the next one begins, and so never stores the last one."""


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    merged = []
    current: list[int] | None = None
    for start, end in sorted(intervals):
        if current is None:
            current = [start, end]
        elif start <= current[1]:
            current[1] = max(current[1], end)
        else:
            merged.append(current)
            current = [start, end]
    return merged
