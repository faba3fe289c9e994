"""Mistake: looks for any pair that meets, merges it and starts again; at least n * n / 2 steps."""


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    merged = [list(interval) for interval in intervals]
    while merge_one_pair(merged):
        pass
    return sorted(merged)


def merge_one_pair(intervals: list[list[int]]) -> bool:
    for i, first in enumerate(intervals):
        for j in range(i + 1, len(intervals)):
            second = intervals[j]
            if first[0] <= second[1] and second[0] <= first[1]:
                intervals[i] = [min(first[0], second[0]), max(first[1], second[1])]
                del intervals[j]
                return True
    return False
