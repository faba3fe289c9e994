"""Mistake: computes in float32; seven digits are not enough."""

import numpy as np


def softmax_loss_and_gradient(
    X: np.ndarray, y: np.ndarray, W: np.ndarray, b: np.ndarray, lam: float
) -> tuple[float, np.ndarray, np.ndarray]:
    n = len(X)
    logits = (X @ W + b).astype(np.float32)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    slopes = np.exp(log_p)
    slopes[np.arange(n), y] -= 1
    loss = -log_p[np.arange(n), y].mean() + lam / 2 * np.sum(W**2)
    return loss, X.T @ slopes / n + lam * W, slopes.mean(axis=0)
