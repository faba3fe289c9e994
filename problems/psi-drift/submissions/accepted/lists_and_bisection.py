"""Plain lists, bisection, and logarithms one by one."""

import math
from bisect import bisect_left

import numpy as np


def psi(reference: np.ndarray, current: np.ndarray, n_bins: int) -> dict:
    known = sorted(value for value in reference.tolist() if not math.isnan(value))
    edges: list[float] = []
    for i in range(1, n_bins):
        rank = (i * len(known) + n_bins - 1) // n_bins
        edge = known[rank - 1]
        if not edges or edge > edges[-1]:
            edges.append(edge)

    def shares(values: list[float]) -> list[float]:
        counts = [0] * (len(edges) + 2)
        for value in values:
            counts[-1 if math.isnan(value) else bisect_left(edges, value)] += 1
        return [max(count / len(values), 0.0001) for count in counts]

    contributions = [
        (a - e) * (math.log(a) - math.log(e))
        for a, e in zip(shares(current.tolist()), shares(reference.tolist()))
    ]
    total = math.fsum(contributions)
    level = "major"
    for name, bound in [("moderate", 0.25), ("stable", 0.1)]:
        if total < bound:
            level = name
    return {"edges": edges, "contributions": contributions, "psi": total, "level": level}
