"""Mistake: no end ever leaves, so that windows become longer than allowed."""


def best_window(values, shortest, longest):
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    best = None
    best_end = None
    for start in reversed(range(len(sums) - shortest)):
        end = start + shortest
        if best_end is None or sums[end] >= sums[best_end]:
            best_end = end
        total = sums[best_end] - sums[start]
        if best is None or total >= best[0]:
            best = (total, start, best_end - start)
    return best
