"""Mistake: joins and searches the ranges in the order of the list, without sorting them."""


def allocate(free, requests):
    ranges = []
    for start, end in free:
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    places = []
    for size in requests:
        for r in ranges:
            if r[1] - r[0] >= size:
                places.append(r[0])
                r[0] += size
                break
        else:
            places.append(None)
    return places, sorted((s, e) for s, e in ranges if s < e)
