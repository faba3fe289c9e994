"""A queue holds the window; a flat window is recognised by its two sums."""

from collections import deque
from fractions import Fraction


def zscore_anomalies(values: list[int], window: int, threshold: float) -> list[int]:
    limit = Fraction(threshold) ** 2
    numerator, denominator = limit.numerator, limit.denominator
    queue: deque[int] = deque()
    total = squares = 0
    found = []
    for index, value in enumerate(values):
        if len(queue) == window:
            spread = window * squares - total * total
            offset = window * value - total
            if spread == 0:
                strange = offset != 0
            else:
                left = offset * offset * (window - 1) * denominator
                strange = left > numerator * window * spread
            if strange:
                found.append(index)
            oldest = queue.popleft()
            total -= oldest
            squares -= oldest * oldest
        queue.append(value)
        total += value
        squares += value * value
    return found
