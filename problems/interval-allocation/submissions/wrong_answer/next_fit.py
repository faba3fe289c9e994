"""Mistake: goes on where the last request was placed (next fit) instead of at the front."""


def allocate(free, requests):
    ranges = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    places = []
    at = 0
    for size in requests:
        for step in range(len(ranges)):
            r = ranges[(at + step) % len(ranges)]
            if r[1] - r[0] >= size:
                places.append(r[0])
                r[0] += size
                at = (at + step) % len(ranges)
                break
        else:
            places.append(None)
    return places, [(s, e) for s, e in ranges if s < e]
