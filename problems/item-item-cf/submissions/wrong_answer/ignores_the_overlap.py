"""Mistake: uses every similarity, however few users it rests on."""

import numpy as np


def item_item_cf(ratings: np.ndarray, k: int, min_overlap: int) -> np.ndarray:
    rated = ratings > 0
    overall = ratings[rated].mean()
    means = np.array([row[row > 0].mean() if row.any() else overall for row in ratings])
    centred = (ratings - means[:, None]) * rated
    squares = (centred**2).T @ rated  # [i, j]: those of item i by the users who rated j as well
    norms = np.sqrt(squares) * np.sqrt(squares.T)
    norms[norms == 0] = np.inf
    similarity = centred.T @ centred / norms
    filled = np.where(rated, ratings, means[:, None])
    for user, item in np.argwhere(~rated):
        weights = np.where(rated[user], np.maximum(similarity[item], 0), 0)
        nearest = np.argsort(-weights)[:k]
        total = weights[nearest].sum()
        if total > 0:
            filled[user, item] = weights[nearest] @ ratings[user, nearest] / total
    return filled
