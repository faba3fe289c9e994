"""Ranges in blocks of about sqrt(n); a block is searched only if its longest range suffices."""

import math


def allocate(free, requests):
    starts, ends = [], []
    for start, end in sorted(free):
        if ends and ends[-1] == start:
            ends[-1] = end
        else:
            starts.append(start)
            ends.append(end)
    lengths = [end - start for start, end in zip(starts, ends)]
    width = math.isqrt(len(lengths)) + 1
    longest = [max(lengths[i : i + width]) for i in range(0, len(lengths), width)]

    places = []
    for size in requests:
        block = next((b for b, most in enumerate(longest) if most >= size), None)
        if block is None:
            places.append(None)
            continue
        first = block * width
        i = next(i for i in range(first, first + width) if lengths[i] >= size)
        places.append(starts[i])
        starts[i] += size
        lengths[i] -= size
        longest[block] = max(lengths[first : first + width])
    return places, [(s, s + length) for s, length in zip(starts, lengths) if length]
