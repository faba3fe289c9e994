"""Mistake: passes the last index where an exclusive end is meant, so the last value stays."""

import random


def quick_sort(values):
    stack = [(0, len(values) - 1)]
    while stack:
        low, high = stack.pop()
        if high - low < 2:
            continue
        pivot = values[random.randrange(low, high)]
        part = values[low:high]
        smaller = [value for value in part if value < pivot]
        equal = [value for value in part if value == pivot]
        larger = [value for value in part if value > pivot]
        values[low:high] = smaller + equal + larger
        stack.append((low, low + len(smaller)))
        stack.append((high - len(larger), high))
