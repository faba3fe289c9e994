"""Mistake: multiplies by p (1 - p) as well, as if cross-entropy and softmax had not cancelled."""

import numpy as np


def mlp_backprop(
    X: np.ndarray,
    y: np.ndarray,
    weights: list[np.ndarray],
    biases: list[np.ndarray],
) -> dict[str, object]:
    inputs = [X]
    for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    logits = inputs[-1] @ weights[-1] + biases[-1]
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    loss = -log_p[rows, y].mean()

    p = np.exp(log_p)
    delta = p.copy()
    delta[rows, y] -= 1
    delta *= p * (1 - p)
    delta /= len(y)
    d_weights, d_biases = [], []
    for layer in reversed(range(len(weights))):
        d_weights.append(inputs[layer].T @ delta)
        d_biases.append(delta.sum(axis=0))
        delta = delta @ weights[layer].T
        if layer > 0:
            delta *= inputs[layer] > 0
    return {"loss": loss, "dW": d_weights[::-1], "db": d_biases[::-1], "dX": delta}
