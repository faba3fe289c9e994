"""Runtime points: full marks up to a ratio, none from another one on, log-linear between."""

import math


def runtime_points(ratio: float, most: float, full_at: float, zero_at: float) -> float:
    """Points for a runtime of `ratio` times the reference's.

    Twice as slow costs the same number of points wherever one starts, as long as one gets any.

    Args:
        most: points of a solution that is fast enough.
        full_at: up to this ratio all points are given.
        zero_at: from this ratio on none are; larger than `full_at`.
    """
    if ratio <= full_at:
        return most
    if ratio >= zero_at:
        return 0.0
    return most * math.log(zero_at / ratio) / math.log(zero_at / full_at)
