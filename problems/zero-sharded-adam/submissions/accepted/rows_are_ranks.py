"""All shards in one array, a row for each rank."""

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
    w = shards(params, ranks)
    m = np.zeros(w.shape)
    v = np.zeros(w.shape)
    norms = []
    for step in range(steps):
        g = shards(gradients[step].mean(axis=0), ranks)
        norms.append(np.linalg.norm(g))
        g *= max_norm / max(norms[step], max_norm)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1 ** (step + 1))
        v_hat = v / (1 - beta2 ** (step + 1))
        w -= learning_rate * (m_hat / (np.sqrt(v_hat) + epsilon) + weight_decay * w)
    return {"params": w.ravel()[:n], "m": m, "v": v, "norms": np.array(norms)}


def shards(vector: np.ndarray, ranks: int) -> np.ndarray:
    padding = -len(vector) % ranks
    return np.stack(np.split(np.pad(vector, (0, padding)), ranks))
