"""Mistake: computes in float32."""

import numpy as np


def ucb1(rewards: np.ndarray) -> tuple[list[int], list[float]]:
    rewards = rewards.astype(np.float32)
    steps, n_arms = rewards.shape
    arms = list(range(min(steps, n_arms)))
    bounds = []
    counts = np.ones(n_arms, dtype=np.float32)
    sums = np.diagonal(rewards).copy()
    for t in range(n_arms, steps):
        upper = sums / counts + np.sqrt(2 * np.log(t) / counts)
        arm = int(np.argmax(upper))
        arms.append(arm)
        bounds.append(float(upper[arm]))
        counts[arm] += 1
        sums[arm] += rewards[t, arm]
    return arms, bounds
