"""Walk over all ends from left to right and count how many intervals are open.

At equal coordinates an opening comes before a closing, so that touching intervals merge.
"""

OPENING, CLOSING = 0, 1


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    events = [(start, OPENING) for start, _ in intervals]
    events += [(end, CLOSING) for _, end in intervals]
    events.sort()

    merged = []
    open_count = 0
    begin = 0
    for position, kind in events:
        if kind == OPENING:
            if open_count == 0:
                begin = position
            open_count += 1
        else:
            open_count -= 1
            if open_count == 0:
                merged.append([begin, position])
    return merged
