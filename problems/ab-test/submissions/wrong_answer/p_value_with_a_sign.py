"""Mistake: forgets the absolute value, so that a worse variant gets a p-value above 1."""

from math import erfc, sqrt
from statistics import NormalDist


def ab_test(
    control: tuple[int, int], variants: list[tuple[int, int]], confidence: float
) -> dict[str, list[float]]:
    quantile = NormalDist().inv_cdf((1 + confidence) / 2)
    rows = [compare(*control, *variant, quantile) for variant in variants]
    difference, z, lower, upper = map(list, zip(*rows))
    p_values = [erfc(score / sqrt(2)) for score in z]
    return {
        "difference": difference,
        "z": z,
        "p_value": p_values,
        "lower": lower,
        "upper": upper,
        "adjusted_p": holm(p_values),
    }


def compare(x0: int, n0: int, x: int, n: int, quantile: float) -> tuple[float, ...]:
    p0, p = x0 / n0, x / n
    difference = p - p0
    pooled = (x0 + x) / (n0 + n)
    z = 0
    if 0 < pooled < 1:
        z = difference / sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n))
    half = quantile * sqrt(p0 * (1 - p0) / n0 + p * (1 - p) / n)
    return difference, z, difference - half, difference + half


def holm(p_values: list[float]) -> list[float]:
    adjusted = p_values.copy()
    largest = 0
    for place, index in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        largest = max(largest, (len(p_values) - place) * p_values[index])
        adjusted[index] = min(1, largest)
    return adjusted
