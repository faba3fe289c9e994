"""Mistake: plain Adam on one machine; every state has the shape of the parameters."""

import numpy as np


def zero_adam(
    params: np.ndarray,
    gradients: np.ndarray,
    learning_rate: float,
    beta1: float,
    beta2: float,
    epsilon: float,
    weight_decay: float,
    max_norm: float,
) -> dict[str, np.ndarray]:
    steps, ranks, n = gradients.shape

    def shards(vector: np.ndarray) -> np.ndarray:
        return vector

    w = shards(params)
    m = np.zeros(n)
    v = np.zeros(n)
    norms = []
    for step in range(1, steps + 1):
        g = shards(gradients[step - 1].mean(axis=0))
        norm = np.sqrt(np.sum(g**2))
        norms.append(norm)
        g = g * (max_norm / max(norm, max_norm))
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**step)
        v_hat = v / (1 - beta2**step)
        w = w - learning_rate * (m_hat / (np.sqrt(v_hat) + epsilon) + weight_decay * w)
    return {"params": w, "m": m, "v": v, "norms": np.array(norms)}
