"""Mistake: a request that fails ends the service; all later ones get None."""

import math


def allocate(free, requests):
    ranges = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    width = math.isqrt(len(ranges)) + 1
    blocks = [ranges[i : i + width] for i in range(0, len(ranges), width)]
    longest = [max(e - s for s, e in block) for block in blocks]
    places = []
    for size in requests:
        b = next((b for b, most in enumerate(longest) if most >= size), None)
        if b is None:
            places += [None] * (len(requests) - len(places))
            break
        r = next(r for r in blocks[b] if r[1] - r[0] >= size)
        places.append(r[0])
        r[0] += size
        longest[b] = max(e - s for s, e in blocks[b])
    return places, [(s, e) for s, e in ranges if s < e]
