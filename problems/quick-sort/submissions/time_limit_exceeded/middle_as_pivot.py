"""Mistake: the middle value is a good pivot for sorted lists, and a predictable one."""


def quick_sort(values):
    stack = [(0, len(values) - 1)]
    while stack:
        low, high = stack.pop()
        if low >= high:
            continue
        pivot = values[(low + high) // 2]
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
        stack.append((low, less - 1))
        stack.append((more + 1, high))
