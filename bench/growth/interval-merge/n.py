"""The furthest end for each start in a table over the stretch that is used, which is swept once.

Where the stretch is much longer than the list, a table is no help and sorting is.
"""

_LONGEST_STRETCH = 32


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    if not intervals:
        return []
    low = min(start for start, _ in intervals)
    stretch = max(start for start, _ in intervals) - low + 1
    if stretch > _LONGEST_STRETCH * len(intervals):
        return sweep(sorted(intervals))
    reach: list[int | None] = [None] * stretch
    for start, end in intervals:
        known = reach[start - low]
        if known is None or known < end:
            reach[start - low] = end
    return sweep([start, end] for start, end in enumerate(reach, low) if end is not None)


def sweep(in_order):
    merged: list[list[int]] = []
    for start, end in in_order:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged
