"""Mistake: adds with +=, which keeps one contribution per repeated row."""

import numpy as np


def bpr_gradient(
    P: np.ndarray,
    Q: np.ndarray,
    bias: np.ndarray,
    triples: np.ndarray,
    regularisation: float,
) -> dict:
    u, i, j = triples.T
    n = len(triples)
    x = bias[i] - bias[j] + np.sum(P[u] * (Q[i] - Q[j]), axis=1)
    # The derivative of -ln sigma: sigma(x) - 1, without overflow or cancellation.
    slope = -np.exp(-np.logaddexp(0, x))
    gradients = {"P": np.zeros(P.shape), "Q": np.zeros(Q.shape), "bias": np.zeros(bias.shape)}
    gradients["P"][u] += slope[:, None] * (Q[i] - Q[j]) + regularisation * P[u]
    gradients["Q"][i] += slope[:, None] * P[u] + regularisation * Q[i]
    gradients["Q"][j] += -slope[:, None] * P[u] + regularisation * Q[j]
    gradients["bias"][i] += slope + regularisation * bias[i]
    gradients["bias"][j] += -slope + regularisation * bias[j]
    squares = np.sum(P[u] ** 2) + np.sum(Q[i] ** 2 + Q[j] ** 2)
    squares += np.sum(bias[i] ** 2 + bias[j] ** 2)
    loss = np.sum(np.logaddexp(0, -x)) + regularisation / 2 * squares
    return {"loss": loss / n} | {name: total / n for name, total in gradients.items()}
