"""One example at a time, with vectors and outer products; gradients are added up."""

import numpy as np


def mlp_backprop(
    X: np.ndarray,
    y: np.ndarray,
    weights: list[np.ndarray],
    biases: list[np.ndarray],
) -> dict[str, object]:
    n = len(X)
    loss = 0.0
    d_weights = [np.zeros_like(w) for w in weights]
    d_biases = [np.zeros_like(b) for b in biases]
    d_input = np.zeros_like(X)
    for i in range(n):
        value, gradient, row = backward_of(X[i], int(y[i]), weights, biases)
        loss += value / n
        for layer, (d_weight, d_bias) in enumerate(gradient):
            d_weights[layer] += d_weight / n
            d_biases[layer] += d_bias / n
        d_input[i] = row / n
    return {"loss": loss, "dW": d_weights, "db": d_biases, "dX": d_input}


def backward_of(x, label, weights, biases):
    cache = []
    for w, b in zip(weights, biases, strict=True):
        z = x @ w + b
        cache.append((x, z))
        x = np.where(z > 0, z, 0.0)
    logits = cache[-1][1]
    top = logits.max()
    log_sum = top + np.log(np.exp(logits - top).sum())
    grad = np.exp(logits - log_sum)
    grad[label] -= 1.0
    layers = []
    for layer in range(len(weights) - 1, -1, -1):
        x, z = cache[layer]
        if layer < len(weights) - 1:
            grad = np.where(z > 0, grad, 0.0)
        layers.insert(0, (np.outer(x, grad), grad))
        grad = weights[layer] @ grad
    return log_sum - logits[label], layers, grad
