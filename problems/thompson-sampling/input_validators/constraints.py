"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_STEPS = 3_000
MAX_ARMS = 50
MAX_NUMBERS = 30_000
MAX_REWARD = 1_000
MAX_NORMAL = 6
GAP = 1e-9


def is_number(value: object, least: float, most: float) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and least <= value <= most
    )


def is_table(rows: object, most: float) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_STEPS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_ARMS
        and len(rows) * len(rows[0]) <= MAX_NUMBERS
        and all(is_number(value, -most, most) for row in rows for value in row)
    )


def is_decided(rewards, normals, prior_mean, prior_sd, noise_sd) -> bool:
    """Whether rounding cannot change which sample is the largest."""
    arms = range(len(rewards[0]))
    counts, sums = [0 for _ in arms], [0.0 for _ in arms]
    for row, draws in zip(rewards, normals, strict=True):
        precisions = [prior_sd**-2 + count * noise_sd**-2 for count in counts]
        samples = [
            (prior_mean * prior_sd**-2 + sums[k] * noise_sd**-2) / precisions[k]
            + draws[k] / math.sqrt(precisions[k])
            for k in arms
        ]
        best = samples.index(max(samples))
        near = [k for k in arms if k != best and samples[k] > samples[best] - GAP]
        if any(counts[k] or counts[best] or draws[k] != draws[best] for k in near):
            return False
        counts[best] += 1
        sums[best] += row[best]
    return True


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    rewards, normals, prior_mean, prior_sd, noise_sd = arguments
    return (
        is_table(rewards, MAX_REWARD)
        and is_table(normals, MAX_NORMAL)
        and len(rewards) == len(normals)
        and len(rewards[0]) == len(normals[0])
        and is_number(prior_mean, -MAX_REWARD, MAX_REWARD)
        and is_number(prior_sd, 0.001, 1000)
        and is_number(noise_sd, 0.001, 1000)
        and is_decided(*arguments)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
