"""Mistake: returns a sorted list instead of sorting the one that it was given."""

import random


def quick_sort(values):
    if not values:
        return []
    pivot = random.choice(values)
    return (
        quick_sort([value for value in values if value < pivot])
        + [value for value in values if value == pivot]
        + quick_sort([value for value in values if value > pivot])
    )
