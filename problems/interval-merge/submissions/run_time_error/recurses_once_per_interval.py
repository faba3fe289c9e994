"""Mistake: one level of recursion per interval, more than any interpreter's stack allows."""


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    return merge_from(sorted(intervals), 0, [])


def merge_from(intervals: list[list[int]], index: int, merged: list[list[int]]) -> list[list[int]]:
    if index == len(intervals):
        return merged
    start, end = intervals[index]
    if merged and start <= merged[-1][1]:
        merged[-1][1] = max(merged[-1][1], end)
    else:
        merged.append([start, end])
    return merge_from(intervals, index + 1, merged)
