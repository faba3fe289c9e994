"""Mistake: regularises each row that takes part once, however many triples it has."""

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
    np.add.at(gradients["P"], u, slope[:, None] * (Q[i] - Q[j]))
    np.add.at(gradients["Q"], i, slope[:, None] * P[u])
    np.add.at(gradients["Q"], j, -slope[:, None] * P[u])
    np.add.at(gradients["bias"], i, slope)
    np.add.at(gradients["bias"], j, -slope)
    users = np.unique(u)
    items = np.unique(triples[:, 1:])
    gradients["P"][users] += regularisation * P[users]
    gradients["Q"][items] += regularisation * Q[items]
    gradients["bias"][items] += regularisation * bias[items]
    squares = np.sum(P[users] ** 2) + np.sum(Q[items] ** 2) + np.sum(bias[items] ** 2)
    loss = np.sum(np.logaddexp(0, -x)) + regularisation / 2 * squares
    return {"loss": loss / n} | {name: total / n for name, total in gradients.items()}
