"""Plain Python: sorted indices, and a loop that stops when the mass is reached."""

import math


def sampling_distribution(logits, temperature, k, p):
    return [distribution(row, temperature, k, p) for row in logits.tolist()]


def distribution(row: list[float], temperature: float, k: int, p: float) -> list[float]:
    result = [0.0] * len(row)
    ranking = sorted(range(len(row)), key=lambda token: -row[token])
    if temperature == 0:
        result[ranking[0]] = 1.0
        return result
    if k:
        del ranking[k:]
    top = row[ranking[0]]
    weights = [math.exp((row[token] - top) / temperature) for token in ranking]
    total = math.fsum(weights)
    mass = 0.0
    for stays, weight in enumerate(weights, start=1):
        mass += weight
        if mass / total >= p - 1e-9:
            break
    for token, weight in zip(ranking[:stays], weights[:stays], strict=True):
        result[token] = weight / mass
    return result
