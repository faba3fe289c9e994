"""Each interval takes in what it meets of those before it, all of which are looked at."""


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    apart: list[list[int]] = []
    for start, end in intervals:
        others = []
        for interval in apart:
            if interval[0] <= end and start <= interval[1]:
                start, end = min(start, interval[0]), max(end, interval[1])
            else:
                others.append(interval)
        apart = [*others, [start, end]]
    return sorted(apart)
