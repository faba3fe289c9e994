"""The same sweep without a loop: a gap is where a start exceeds the largest end before it."""

import numpy as np


def merge_intervals(intervals: list[list[int]]) -> list[list[int]]:
    if not intervals:
        return []
    table = np.array(intervals, dtype=np.int64)
    table = table[np.argsort(table[:, 0], kind="stable")]
    starts = table[:, 0]
    reach = np.maximum.accumulate(table[:, 1])
    is_gap = starts[1:] > reach[:-1]
    begins = starts[np.concatenate(([True], is_gap))]
    ends = reach[np.concatenate((is_gap, [True]))]
    return np.column_stack((begins, ends)).tolist()
