"""Radix sort: four times into 256 buckets, by one byte after another from the last one on."""

_OFFSET = 2**31


def quick_sort(values: list[int]) -> None:
    shifted = [value + _OFFSET for value in values]
    for shift in (0, 8, 16, 24):
        buckets: list[list[int]] = [[] for _ in range(256)]
        for value in shifted:
            buckets[(value >> shift) & 255].append(value)
        shifted = [value for bucket in buckets for value in bucket]
    values[:] = [value - _OFFSET for value in shifted]
