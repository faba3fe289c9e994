"""A tree of maxima over the ranges, sorted by start: descend to the first that is long enough."""

LEAVES = 2**14  # at least as many as there are ranges


def allocate(
    free: list[tuple[int, int]], requests: list[int]
) -> tuple[list[int | None], list[tuple[int, int]]]:
    ranges = joined(free)
    room = [0] * (2 * LEAVES)
    for index, (start, end) in enumerate(ranges):
        room[LEAVES + index] = end - start
    for node in reversed(range(LEAVES)):
        room[node] = max(room[2 * node], room[2 * node + 1])

    places: list[int | None] = []
    for size in requests:
        if room[1] < size:
            places.append(None)
            continue
        node = 1
        while node < LEAVES:
            node *= 2
            if room[node] < size:
                node += 1
        found = ranges[node - LEAVES]
        places.append(found[0])
        found[0] += size
        room[node] -= size
        while node > 1:
            node //= 2
            room[node] = max(room[2 * node], room[2 * node + 1])
    return places, [(start, end) for start, end in ranges if start < end]


def joined(free: list[tuple[int, int]]) -> list[list[int]]:
    """The ranges as lists by ascending start, touching ones joined."""
    ranges: list[list[int]] = []
    for start, end in sorted(free):
        if ranges and ranges[-1][1] == start:
            ranges[-1][1] = end
        else:
            ranges.append([start, end])
    return ranges
