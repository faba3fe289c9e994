"""Mistake: sorts into a new list and gives it the parameter's name; the caller's list stays."""

import random


def quick_sort(values):
    values = in_order(values)


def in_order(values):
    if not values:
        return []
    pivot = random.choice(values)
    return (
        in_order([value for value in values if value < pivot])
        + [value for value in values if value == pivot]
        + in_order([value for value in values if value > pivot])
    )
