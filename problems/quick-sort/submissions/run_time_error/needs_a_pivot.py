"""Mistake: ends the recursion at one value; an empty part has no pivot."""

import random


def quick_sort(values):
    if len(values) == 1:
        return
    pivot = random.choice(values)
    smaller = [value for value in values if value < pivot]
    larger = [value for value in values if value > pivot]
    equal = [pivot] * (len(values) - len(smaller) - len(larger))
    quick_sort(smaller)
    quick_sort(larger)
    values[:] = smaller + equal + larger
