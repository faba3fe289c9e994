"""Medians of three, and heapsort for what is left when the recursion has become too deep."""

import heapq


def quick_sort(values):
    sort_between(values, 0, len(values), 2 * len(values).bit_length())


def sort_between(values, low, high, depth):
    """Sort values[low:high]."""
    if high - low < 2:
        return
    if depth == 0:
        heap = values[low:high]
        heapq.heapify(heap)
        values[low:high] = [heapq.heappop(heap) for _ in range(high - low)]
        return
    pivot = sorted([values[low], values[(low + high) // 2], values[high - 1]])[1]
    part = values[low:high]
    smaller = [value for value in part if value < pivot]
    larger = [value for value in part if value > pivot]
    end, start = low + len(smaller), high - len(larger)
    values[low:end] = smaller
    values[end:start] = [pivot] * (start - end)
    values[start:high] = larger
    sort_between(values, low, end, depth - 1)
    sort_between(values, start, high, depth - 1)
