"""Mistake: predicts from biases and vectors alone, without the mean."""

import numpy as np


def factorise(
    users: np.ndarray,
    items: np.ndarray,
    ratings: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    learning_rate: float,
    regularisation: float,
    epochs: int,
) -> dict[str, np.ndarray]:
    mean = 0.0
    user_bias = np.zeros(len(P))
    item_bias = np.zeros(len(Q))

    def rmse() -> float:
        products = (P[users] * Q[items]).sum(axis=1)
        return np.sqrt(
            np.mean((ratings - mean - user_bias[users] - item_bias[items] - products) ** 2)
        )

    history = [rmse()]
    for _ in range(epochs):
        for u, i, rating in zip(users, items, ratings, strict=True):
            p = P[u].copy()
            q = Q[i]
            error = rating - mean - user_bias[u] - item_bias[i] - p @ q
            user_bias[u] += learning_rate * (error - regularisation * user_bias[u])
            item_bias[i] += learning_rate * (error - regularisation * item_bias[i])
            P[u] += learning_rate * (error * q - regularisation * p)
            Q[i] += learning_rate * (error * p - regularisation * q)
        history.append(rmse())
    return {
        "P": P,
        "Q": Q,
        "user_bias": user_bias,
        "item_bias": item_bias,
        "rmse": np.array(history),
    }
