"""Random pivots, a part of its own for what equals the pivot, and a stack instead of recursion."""

import random


def quick_sort(values: list[int]) -> None:
    stack = [(0, len(values) - 1)]
    while stack:
        low, high = stack.pop()
        if low > high:
            continue
        pivot = values[random.randint(low, high)]
        less, more = partition(values, low, high, pivot)
        stack.append((low, less - 1))
        stack.append((more + 1, high))


def partition(values: list[int], low: int, high: int, pivot: int) -> tuple[int, int]:
    """Sort into smaller, equal, larger; return the first and last place of the equal ones."""
    less, at, more = low, low, high
    while at <= more:
        value = values[at]
        if value < pivot:
            values[less], values[at] = value, values[less]
            less += 1
            at += 1
        elif value > pivot:
            values[more], values[at] = value, values[more]
            more -= 1
        else:
            at += 1
    return less, more
