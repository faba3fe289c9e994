"""Mistake: takes the first value as the pivot; a sorted list takes n levels and n * n / 2 steps."""


def quick_sort(values):
    sort_between(values, 0, len(values) - 1)


def sort_between(values, low, high):
    if low >= high:
        return
    pivot = values[low]
    border = low
    for at in range(low + 1, high + 1):
        if values[at] < pivot:
            border += 1
            values[border], values[at] = values[at], values[border]
    values[low], values[border] = values[border], values[low]
    sort_between(values, low, border - 1)
    sort_between(values, border + 1, high)
