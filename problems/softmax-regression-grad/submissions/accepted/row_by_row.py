"""One example after the other: its probabilities, its loss, its share of the gradient."""

import numpy as np


def softmax_loss_and_gradient(
    X: np.ndarray, y: np.ndarray, W: np.ndarray, b: np.ndarray, lam: float
) -> tuple[float, np.ndarray, np.ndarray]:
    loss = 0.0
    by_weights = np.zeros_like(W)
    by_bias = np.zeros_like(b)
    for features, label in zip(X, y, strict=True):
        logits = features @ W + b
        log_total = np.logaddexp.reduce(logits)
        loss += log_total - logits[label]
        slope = np.exp(logits - log_total)
        slope[label] -= 1.0
        by_weights += features[:, np.newaxis] * slope
        by_bias += slope
    n = len(y)
    return loss / n + lam * (W * W).sum() / 2, by_weights / n + lam * W, by_bias / n
