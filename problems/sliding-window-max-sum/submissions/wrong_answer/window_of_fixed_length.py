"""Mistake: looks at windows of the greatest length only."""


def best_window(values, shortest, longest):
    length = min(longest, len(values))
    if length < shortest:
        return None
    total = sum(values[:length])
    best = (total, 0, length)
    for start in range(1, len(values) - length + 1):
        total += values[start + length - 1] - values[start - 1]
        if total > best[0]:
            best = (total, start, length)
    return best
