"""Hoare's partition around a random pivot, and recursion into the smaller part."""

import random


def quick_sort(values: list[int]) -> None:
    sort_between(values, 0, len(values) - 1)


def sort_between(values: list[int], low: int, high: int) -> None:
    while low < high:
        pivot = values[random.randint(low, high)]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if j - low < high - i:
            sort_between(values, low, j)
            low = i
        else:
            sort_between(values, i, high)
            high = j
