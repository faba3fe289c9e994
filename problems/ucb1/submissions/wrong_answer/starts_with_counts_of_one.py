"""Mistake: skips the first round: every arm starts with one play of reward 0."""

import numpy as np


def ucb1(rewards: np.ndarray) -> tuple[list[int], list[float]]:
    steps, n_arms = rewards.shape
    arms: list[int] = []
    bounds = []
    counts = np.ones(n_arms)
    sums = np.zeros(n_arms)
    for t in range(steps):
        upper = sums / counts + np.sqrt(2 * np.log(t + n_arms) / counts)
        arm = int(np.argmax(upper))
        arms.append(arm)
        bounds.append(float(upper[arm]))
        counts[arm] += 1
        sums[arm] += rewards[t, arm]
    return arms, bounds
