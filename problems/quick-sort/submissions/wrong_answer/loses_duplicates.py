"""Mistake: keeps the pivot once, whatever the number of values that equal it."""

import random


def quick_sort(values):
    values[:] = in_order(values)


def in_order(values):
    if not values:
        return []
    pivot = random.choice(values)
    smaller = in_order([value for value in values if value < pivot])
    larger = in_order([value for value in values if value > pivot])
    return smaller + [pivot] + larger
