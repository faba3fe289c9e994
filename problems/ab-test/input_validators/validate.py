"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys
from statistics import NormalDist

MAX_VARIANTS = 1000
MAX_VISITORS = 10**6
MAX_Z = 30
NEXT_TO_ZERO = 1e-6


def is_group(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(number) is int for number in value)
        and 0 <= value[0] <= value[1] <= MAX_VISITORS
        and value[1] >= 1
    )


def is_clear(control: list[int], variant: list[int], quantile: float) -> bool:
    """Whether z is small enough, and nothing is near 0 without being 0."""
    (x0, n0), (x, n) = control, variant
    p0, p = x0 / n0, x / n
    pooled = (x0 + x) / (n0 + n)
    difference = p - p0
    half = quantile * math.sqrt(p0 * (1 - p0) / n0 + p * (1 - p) / n)
    borders = [difference - half, difference + half]
    return abs(difference) <= MAX_Z * math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n)) and all(
        number == 0 or abs(number) >= NEXT_TO_ZERO for number in [difference, *borders]
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    control, variants, confidence = arguments
    if not isinstance(confidence, float) or not 0.5 <= confidence <= 0.9999:
        return False
    if not isinstance(variants, list) or not 1 <= len(variants) <= MAX_VARIANTS:
        return False
    quantile = NormalDist().inv_cdf((1 + confidence) / 2)
    return all(map(is_group, [control, *variants])) and all(
        is_clear(control, variant, quantile) for variant in variants
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
