"""Token by token: the softmax's matrix of derivatives times the gradient at the probabilities."""

import numpy as np


def load_balance_loss(logits, mask, k, alpha, beta):
    T, E = logits.shape
    real = [t for t in range(T) if mask[t]]
    result = {"balance": 0.0, "z": 0.0, "fraction": np.zeros(E), "grad": np.zeros((T, E))}
    if not real:
        return result
    m = len(real)
    counts = np.zeros(E)
    p = np.zeros((T, E))
    log_sum = np.zeros(T)
    for t in real:
        row = logits[t]
        for e in sorted(range(E), key=lambda e: (-row[e], e))[:k]:
            counts[e] += 1
        log_sum[t] = np.logaddexp.reduce(row)
        p[t] = np.exp(row - row.max())
        p[t] /= p[t].sum()
    f = counts / (k * m)
    upper = alpha * E * f / m
    for t in real:
        jacobian = np.diag(p[t]) - np.outer(p[t], p[t])
        result["grad"][t] = jacobian @ upper + 2 * beta * log_sum[t] / m * p[t]
    result["balance"] = alpha * E * float(f @ p[real].mean(axis=0))
    result["z"] = beta * float(np.mean(log_sum[real] ** 2))
    result["fraction"] = f
    return result
