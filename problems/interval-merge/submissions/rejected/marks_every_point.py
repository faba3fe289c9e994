"""Mistake: remembers every covered point, in half units so that gaps between integers show.

Memory grows with the length of the intervals, and they are up to 2 * 10**18 long.
"""


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    covered: set[int] = set()
    for start, end in intervals:
        covered.update(range(2 * start, 2 * end + 1))

    merged: list[list[int]] = []
    for point in sorted(covered):
        if point - 1 in covered:
            merged[-1][1] = point
        else:
            merged.append([point, point])
    return [[start // 2, end // 2] for start, end in merged]
