"""Mistake: chooses the shortest range that suffices (best fit) instead of the first."""


def allocate(free, requests):
    ranges = joined(free)
    places = []
    for size in requests:
        fitting = [r for r in ranges if r[1] - r[0] >= size]
        if not fitting:
            places.append(None)
            continue
        best = min(fitting, key=lambda r: r[1] - r[0])
        places.append(best[0])
        best[0] += size
    return places, [(s, e) for s, e in ranges if s < e]


def joined(free):
    ranges = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    return ranges
