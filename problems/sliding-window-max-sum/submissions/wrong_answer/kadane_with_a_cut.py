"""Mistake: Kadane's algorithm, shortened at the front whenever the window gets too long."""


def best_window(values, shortest, longest):
    best = None
    start = total = 0
    for i, value in enumerate(values):
        total += value
        if i - start + 1 > longest:
            total -= values[start]
            start += 1
        if i - start + 1 >= shortest and (best is None or total > best[0]):
            best = (total, start, i - start + 1)
        if total < 0 and i - start + 1 > shortest:
            start, total = i + 1, 0
    return best
