"""The biases are two more factors: a user's bias meets a fixed 1 of the item, and the other way."""

import numpy as np


def factorise(users, items, ratings, P, Q, learning_rate, regularisation, epochs):
    a, f = P.shape
    b = len(Q)
    left = np.hstack([P, np.zeros((a, 1)), np.ones((a, 1))])
    right = np.hstack([Q, np.ones((b, 1)), np.zeros((b, 1))])
    # What moves: not the ones.
    left_moves = np.append(np.ones(f), [1, 0]) * learning_rate
    right_moves = np.append(np.ones(f), [0, 1]) * learning_rate
    centred = ratings - ratings.mean()
    rmse = []
    for epoch in range(epochs + 1):
        errors = centred - (left[users] * right[items]).sum(axis=1)
        rmse.append(float(np.linalg.norm(errors)) / len(ratings) ** 0.5)
        if epoch == epochs:
            break
        for u, i, target in zip(users.tolist(), items.tolist(), centred.tolist(), strict=True):
            x, y = left[u], right[i]
            error = target - x.dot(y)
            left[u], right[i] = (
                x + left_moves * (error * y - regularisation * x),
                y + right_moves * (error * x - regularisation * y),
            )
    return {
        "P": left[:, :f].tolist(),
        "Q": right[:, :f].tolist(),
        "user_bias": left[:, f].tolist(),
        "item_bias": right[:, f + 1].tolist(),
        "rmse": rmse,
    }
