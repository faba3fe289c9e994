"""Mistake: lets the parameters decay once per epoch, not at each visit."""

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
    mean = ratings.mean()
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
            user_bias[u] += learning_rate * error
            item_bias[i] += learning_rate * error
            P[u] += learning_rate * error * q
            Q[i] += learning_rate * error * p
        for values in (P, Q, user_bias, item_bias):
            values *= 1 - learning_rate * regularisation
        history.append(rmse())
    return {
        "P": P,
        "Q": Q,
        "user_bias": user_bias,
        "item_bias": item_bias,
        "rmse": np.array(history),
    }
