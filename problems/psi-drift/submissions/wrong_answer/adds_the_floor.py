"""Mistake: adds the floor to each share instead of raising small shares to it."""

import numpy as np

FLOOR = 1e-4


def psi(reference: np.ndarray, current: np.ndarray, n_bins: int) -> dict:
    known = np.sort(reference[~np.isnan(reference)])
    ranks = [(i * len(known) + n_bins - 1) // n_bins for i in range(1, n_bins)]
    edges = np.unique([known[rank - 1] for rank in ranks])
    expected = shares(reference, edges)
    actual = shares(current, edges)
    contributions = (actual - expected) * np.log(actual / expected)
    total = contributions.sum()
    level = "stable" if total < 0.1 else "moderate" if total < 0.25 else "major"
    return {"edges": edges, "contributions": contributions, "psi": total, "level": level}


def shares(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """The share of each bin, that of missing values last, none below the floor."""
    missing = np.isnan(values)
    bins = np.where(missing, len(edges) + 1, np.searchsorted(edges, values))
    counts = np.bincount(bins, minlength=len(edges) + 2)
    return counts / len(values) + FLOOR
