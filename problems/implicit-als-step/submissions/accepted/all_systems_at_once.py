"""Pairs sorted by user; all systems are built as one stack and solved by Cholesky factors."""

import numpy as np


def als_step(users, items, counts, Y, n_users, alpha, regularisation):
    f = Y.shape[1]
    systems = np.tile(Y.T.dot(Y) + np.diag(np.full(f, regularisation)), (n_users, 1, 1))
    targets = np.zeros((n_users, f))
    order = np.argsort(users, kind="stable")
    borders = np.searchsorted(users[order], np.arange(n_users + 1))
    for u, (first, last) in enumerate(zip(borders[:-1], borders[1:], strict=True)):
        rows = order[first:last]
        vectors = Y[items[rows]]
        confidence = 1.0 + alpha * counts[rows]
        systems[u] += np.einsum("i,ij,ik->jk", confidence - 1.0, vectors, vectors)
        targets[u] = np.where(counts[rows] > 0, confidence, 0.0) @ vectors
    # L L' x = t
    lower = np.linalg.cholesky(systems)
    half = np.linalg.solve(lower, targets[:, :, None])
    return np.linalg.solve(lower.transpose(0, 2, 1), half)[:, :, 0]
