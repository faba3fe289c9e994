"""Mistake: chooses the shortest range that suffices (best fit) instead of the first."""

from bisect import bisect_left, insort


def allocate(free, requests):
    ranges = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    by_length = sorted((end - start, start) for start, end in ranges)
    places = []
    for size in requests:
        i = bisect_left(by_length, (size, 0))
        if i == len(by_length):
            places.append(None)
            continue
        length, start = by_length.pop(i)
        places.append(start)
        if length > size:
            insort(by_length, (length - size, start + size))
    return places, sorted((start, start + length) for length, start in by_length)
