"""Mistake: counts +1 and -1 at each coordinate and forgets that both may happen at one of them.

A point interval adds up to nothing and is lost.
"""

from collections import defaultdict


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    change: defaultdict[int, int] = defaultdict(int)
    for start, end in intervals:
        change[start] += 1
        change[end] -= 1

    merged = []
    open_count = 0
    begin = 0
    for position in sorted(change):
        was_open = open_count > 0
        open_count += change[position]
        if open_count > 0 and not was_open:
            begin = position
        elif open_count == 0 and was_open:
            merged.append([begin, position])
    return merged
