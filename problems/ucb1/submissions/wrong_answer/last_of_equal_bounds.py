"""Mistake: takes the last of several arms with the largest bound."""

import numpy as np


def ucb1(rewards: np.ndarray) -> tuple[list[int], list[float]]:
    steps, n_arms = rewards.shape
    arms = list(range(min(steps, n_arms)))
    bounds = []
    counts = np.ones(n_arms)
    sums = np.diagonal(rewards).copy()
    for t in range(n_arms, steps):
        upper = sums / counts + np.sqrt(2 * np.log(t) / counts)
        arm = n_arms - 1 - int(np.argmax(upper[::-1]))
        arms.append(arm)
        bounds.append(float(upper[arm]))
        counts[arm] += 1
        sums[arm] += rewards[t, arm]
    return arms, bounds
