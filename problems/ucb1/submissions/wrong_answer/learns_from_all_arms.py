"""Mistake: learns the rewards of all arms in each step, not that of the played one."""

import numpy as np


def ucb1(rewards: np.ndarray) -> tuple[list[int], list[float]]:
    steps, n_arms = rewards.shape
    arms = list(range(min(steps, n_arms)))
    bounds = []
    counts = np.ones(n_arms)
    sums = np.diagonal(rewards).copy()
    for t in range(n_arms, steps):
        upper = sums / counts + np.sqrt(2 * np.log(t) / counts)
        arm = int(np.argmax(upper))
        arms.append(arm)
        bounds.append(float(upper[arm]))
        counts[arm] += 1
        sums = rewards[: t + 1].mean(axis=0) * counts
    return arms, bounds
