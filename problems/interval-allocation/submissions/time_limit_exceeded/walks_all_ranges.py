"""Mistake: walks the ranges from the front for every request."""


def allocate(free, requests):
    ranges = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    places = []
    for size in requests:
        for i, (start, end) in enumerate(ranges):
            if end - start >= size:
                places.append(start)
                if end - start == size:
                    del ranges[i]
                else:
                    ranges[i] = [start + size, end]
                break
        else:
            places.append(None)
    return places, [(start, end) for start, end in ranges]
