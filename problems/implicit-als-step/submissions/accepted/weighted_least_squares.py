"""Ridge regression as least squares: rows scaled by the root of their confidence, by eigenvectors.

All items stay in every user's sum, in one product per user; that is enough for these sizes.
"""

import numpy as np


def als_step(users, items, counts, Y, n_users, alpha, regularisation):
    f = Y.shape[1]
    values, vectors = np.linalg.eigh(Y.T @ Y)
    # In the basis of the eigenvectors, what is common to all users is diagonal.
    turned = Y @ vectors
    common = np.diag(np.maximum(values, 0) + regularisation)
    pairs = {u: [] for u in range(n_users)}
    for u, i, r in zip(users.tolist(), items.tolist(), counts.tolist(), strict=True):
        if r > 0:
            pairs[u].append((i, alpha * r))
    result = np.zeros((n_users, f))
    for u, own in pairs.items():
        if own:
            rows = turned[[i for i, _ in own]]
            extra = np.array([e for _, e in own])
            scaled = rows * np.sqrt(extra)[:, None]
            system = common + scaled.T @ scaled
            result[u] = vectors @ np.linalg.solve(system, rows.T @ (1 + extra))
    return result.tolist()
