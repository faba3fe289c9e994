"""Mistake: interpolates the quantiles, as the library does by default."""

import numpy as np

FLOOR = 1e-4


def psi(reference: np.ndarray, current: np.ndarray, n_bins: int) -> dict:
    known = np.sort(reference[~np.isnan(reference)])
    edges = np.unique(np.quantile(known, np.arange(1, n_bins) / n_bins))
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
    return np.maximum(counts / len(values), FLOOR)
