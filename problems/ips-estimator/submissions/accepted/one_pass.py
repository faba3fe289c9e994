"""Plain loops with exact sums; the squares are taken around the mean in a second pass."""

import math


def ips_estimates(actions, rewards, propensities, target, clip):
    weights, products, clipped = [], [], []
    for action, reward, propensity, row in zip(
        actions.tolist(), rewards.tolist(), propensities.tolist(), target, strict=True
    ):
        weight = float(row[action]) / propensity
        weights.append(weight)
        products.append(weight * reward)
        clipped.append(reward * (weight if weight < clip else clip))
    n = len(weights)
    total = math.fsum(weights)
    ips = math.fsum(products) / n
    result = {
        "ips": ips,
        "clipped": math.fsum(clipped) / n,
        "snips": 0.0,
        "standard_error": 0.0,
        "effective_sample_size": 0.0,
    }
    if total > 0:
        result["snips"] = math.fsum(products) / total
        result["effective_sample_size"] = total * total / math.fsum(w * w for w in weights)
    if n > 1:
        squares = math.fsum((product - ips) ** 2 for product in products)
        result["standard_error"] = math.sqrt(squares / (n * (n - 1)))
    return result
