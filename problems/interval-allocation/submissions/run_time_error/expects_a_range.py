"""Mistake: begins the joining with the first range without asking whether there is one."""


def allocate(free, requests):
    ordered = sorted(free)
    ranges = [list(ordered[0])]
    for start, end in ordered[1:]:
        if ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    places = []
    for size in requests:
        r = next((r for r in ranges if r[1] - r[0] >= size), None)
        if r is None:
            places.append(None)
            continue
        places.append(r[0])
        r[0] += size
    return places, [(s, e) for s, e in ranges if s < e]
