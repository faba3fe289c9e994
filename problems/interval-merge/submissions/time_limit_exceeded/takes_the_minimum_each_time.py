"""Mistake: finds the next interval with min() and remove(), which is a selection sort."""


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    merged: list[list[int]] = []
    while intervals:
        start, end = smallest = min(intervals)
        intervals.remove(smallest)
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged
