"""Mistake: adds the weight decay to the gradient (L2), where Adam rescales it."""

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
    size = -(-n // ranks)

    def shards(vector: np.ndarray) -> np.ndarray:
        padded = np.zeros(ranks * size)
        padded[:n] = vector
        return padded.reshape(ranks, size)

    w = shards(params)
    m = np.zeros((ranks, size))
    v = np.zeros((ranks, size))
    norms = []
    for step in range(1, steps + 1):
        g = shards(gradients[step - 1].mean(axis=0))
        norm = np.sqrt(np.sum(g**2))
        norms.append(norm)
        g = g * (max_norm / max(norm, max_norm))
        g = g + weight_decay * w
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**step)
        v_hat = v / (1 - beta2**step)
        w = w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    return {"params": w.reshape(-1)[:n], "m": m, "v": v, "norms": np.array(norms)}
