"""Mistake: forgets the 1 in the confidence of what is liked."""

import numpy as np


def als_step(
    users: np.ndarray,
    items: np.ndarray,
    counts: np.ndarray,
    Y: np.ndarray,
    n_users: int,
    alpha: float,
    regularisation: float,
) -> np.ndarray:
    shared = Y.T @ Y + regularisation * np.eye(Y.shape[1])
    X = np.empty((n_users, Y.shape[1]))
    for u in range(n_users):
        own = users == u
        y = Y[items[own]]
        extra = alpha * counts[own]
        liked = counts[own] > 0
        X[u] = np.linalg.solve(shared + y.T * extra @ y, extra * liked @ y)
    return X
