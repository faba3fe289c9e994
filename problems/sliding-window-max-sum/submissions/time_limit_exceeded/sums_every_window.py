"""Mistake: adds up the values of every window anew."""


def best_window(values, shortest, longest):
    best = None
    for start in range(len(values) - shortest + 1):
        for length in range(shortest, min(longest, len(values) - start) + 1):
            total = sum(values[start : start + length])
            if best is None or total > best[0]:
                best = (total, start, length)
    return best
