"""Mistake: treats touching ranges as two, so that requests across the border fail."""


def allocate(free, requests):
    ranges = [list(r) for r in sorted(free)]
    places = []
    for size in requests:
        for r in ranges:
            if r[1] - r[0] >= size:
                places.append(r[0])
                r[0] += size
                break
        else:
            places.append(None)
    return places, [(s, e) for s, e in ranges if s < e]
