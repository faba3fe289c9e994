"""Mistake: a request that fails ends the service; all later ones get None."""


def allocate(free, requests):
    ranges = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    places = []
    for size in requests:
        r = next((r for r in ranges if r[1] - r[0] >= size), None)
        if r is None:
            places += [None] * (len(requests) - len(places))
            break
        places.append(r[0])
        r[0] += size
    return places, [(s, e) for s, e in ranges if s < e]
