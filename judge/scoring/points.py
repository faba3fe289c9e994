"""Points for a ratio, of time or of memory: all up to one, none from another one on, log-linear between."""

import math


def ratio_points(ratio: float, most: float, full_at: float, zero_at: float) -> float:
    """Points for taking `ratio` times what the reference takes.

    Twice as much costs the same number of points wherever one starts, as long as one gets any.

    Args:
        most: points of a solution that takes little enough.
        full_at: up to this ratio all points are given.
        zero_at: from this ratio on none are; larger than `full_at`.
    """
    if ratio <= full_at:
        return most
    if ratio >= zero_at:
        return 0.0
    return most * math.log(zero_at / ratio) / math.log(zero_at / full_at)
