"""Mistake: sorts slices, which are copies, so that only the first partition is seen."""

import random


def quick_sort(values):
    if len(values) < 2:
        return
    pivot = random.choice(values)
    smaller = [value for value in values if value < pivot]
    equal = [value for value in values if value == pivot]
    larger = [value for value in values if value > pivot]
    values[:] = smaller + equal + larger
    quick_sort(values[: len(smaller)])
    quick_sort(values[len(smaller) + len(equal) :])
