"""Plain lists and running means; an arm that was never played has an infinite bound."""

import math


def ucb1(rewards):
    n_arms = rewards.shape[1]
    counts = [0] * n_arms
    means = [0.0] * n_arms
    arms, bounds = [], []
    for t, row in enumerate(rewards.tolist()):
        best, arm = -math.inf, -1
        for k in range(n_arms):
            bound = math.inf
            if counts[k]:
                bound = means[k] + math.sqrt(2.0 * math.log(t)) / math.sqrt(counts[k])
            if bound > best:
                best, arm = bound, k
        arms.append(arm)
        if best < math.inf:
            bounds.append(best)
        counts[arm] += 1
        means[arm] += (row[arm] - means[arm]) / counts[arm]
    return arms, bounds
