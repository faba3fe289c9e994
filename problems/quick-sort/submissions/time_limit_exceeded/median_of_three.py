"""Mistake: the median of the first, middle and last value, as textbooks do it, is predictable."""


def quick_sort(values):
    stack = [(0, len(values) - 1)]
    while stack:
        low, high = stack.pop()
        if high - low < 2:
            if low < high and values[low] > values[high]:
                values[low], values[high] = values[high], values[low]
            continue
        middle = (low + high) // 2
        values[low], values[middle], values[high] = sorted(
            (values[low], values[middle], values[high])
        )
        pivot = values[middle]
        values[middle], values[high - 1] = values[high - 1], pivot
        i, j = low, high - 1
        while True:
            i += 1
            while values[i] < pivot:
                i += 1
            j -= 1
            while values[j] > pivot:
                j -= 1
            if i >= j:
                break
            values[i], values[j] = values[j], values[i]
        values[high - 1], values[i] = values[i], pivot
        stack.append((low, i - 1))
        stack.append((i + 1, high))
