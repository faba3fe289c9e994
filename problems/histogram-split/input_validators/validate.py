"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ROWS = 10_000
MAX_FEATURES = 20
MAX_CELLS = 100_000
MAX_BIN = 255


def is_on_grid(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and low <= value <= high and (64 * value) % 1 == 0


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 6:
        return False
    bins, gradients, hessians, reg_lambda, gamma, min_child_weight = arguments
    return (
        isinstance(bins, list)
        and 1 <= len(bins) <= MAX_ROWS
        and all(isinstance(row, list) and len(row) == len(bins[0]) for row in bins)
        and 1 <= len(bins[0]) <= MAX_FEATURES
        and len(bins) * len(bins[0]) <= MAX_CELLS
        and all(type(each) is int and -1 <= each <= MAX_BIN for row in bins for each in row)
        and len(gradients) == len(hessians) == len(bins)
        and all(is_on_grid(value, -100, 100) for value in gradients)
        and all(is_on_grid(value, 1 / 64, 100) for value in hessians)
        and is_on_grid(reg_lambda, 0, 1000)
        and is_on_grid(gamma, 0, 1000)
        and is_on_grid(min_child_weight, 1 / 64, 10**6)
        and gains_are_apart(all_gains(*arguments))
    )


def gains_are_apart(gains: list[float]) -> bool:
    """Gains equal the best one up to rounding or are clearly below it."""
    best = max(gains, default=0.0)
    if best < 1e-11:
        return True
    return best > 1e-7 and not any(1e-11 < best - gain < 1e-7 for gain in gains)


def all_gains(
    bins: list[list[int]],
    gradients: list[float],
    hessians: list[float],
    reg_lambda: float,
    gamma: float,
    min_child_weight: float,
) -> list[float]:
    total_g, total_h = sum(gradients), sum(hessians)
    found = []
    for feature in range(len(bins[0])):
        sums = [[0.0, 0.0] for _ in range(MAX_BIN + 2)]
        for row, g, h in zip(bins, gradients, hessians):
            sums[row[feature]][0] += g
            sums[row[feature]][1] += h
        for missing_g, missing_h in (sums[-1], (0.0, 0.0)):
            left_g, left_h = missing_g, missing_h
            for g, h in sums[:-1]:
                left_g += g
                left_h += h
                right_g, right_h = total_g - left_g, total_h - left_h
                if min(left_h, right_h) >= min_child_weight:
                    children = left_g**2 / (left_h + reg_lambda)
                    children += right_g**2 / (right_h + reg_lambda)
                    parent = total_g**2 / (total_h + reg_lambda)
                    found.append((children - parent) / 2 - gamma)
    return found


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
