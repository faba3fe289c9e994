"""Mistake: computes in 64-bit floats, which cannot tell 2**53 from 2**53 + 1."""

import numpy as np


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    if not intervals:
        return []
    table = np.array(intervals, dtype=float)
    table = table[np.argsort(table[:, 0])]
    reach = np.maximum.accumulate(table[:, 1])
    is_gap = table[1:, 0] > reach[:-1]
    begins = table[np.concatenate(([True], is_gap)), 0]
    ends = reach[np.concatenate((is_gap, [True]))]
    return np.column_stack((begins, ends)).astype(int).tolist()
