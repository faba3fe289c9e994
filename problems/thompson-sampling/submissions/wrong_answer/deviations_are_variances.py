"""Mistake: takes the given deviations for variances."""

import numpy as np


def thompson(
    rewards: np.ndarray,
    normals: np.ndarray,
    prior_mean: float,
    prior_sd: float,
    noise_sd: float,
) -> dict:
    steps, n_arms = rewards.shape
    precisions = np.full(n_arms, 1 / prior_sd)
    weighted = precisions * prior_mean
    arms = []
    for t in range(steps):
        samples = weighted / precisions + normals[t] / np.sqrt(precisions)
        arm = int(np.argmax(samples))
        arms.append(arm)
        precisions[arm] += 1 / noise_sd
        weighted[arm] += rewards[t, arm] / noise_sd
    return {"arms": arms, "means": weighted / precisions, "sds": 1 / np.sqrt(precisions)}
