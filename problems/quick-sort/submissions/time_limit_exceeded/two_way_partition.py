"""Mistake: a random pivot, but all that equals it goes to one side: quadratic on equal values."""

import random


def quick_sort(values):
    stack = [(0, len(values) - 1)]
    while stack:
        low, high = stack.pop()
        if low >= high:
            continue
        chosen = random.randint(low, high)
        values[chosen], values[high] = values[high], values[chosen]
        pivot = values[high]
        border = low
        for at in range(low, high):
            if values[at] < pivot:
                values[border], values[at] = values[at], values[border]
                border += 1
        values[border], values[high] = values[high], values[border]
        stack.append((low, border - 1))
        stack.append((border + 1, high))
