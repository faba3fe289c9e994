"""The bias is one more factor; sums per row come from sorting, and decay from counts of rows."""

import numpy as np


def sums_by_row(rows: np.ndarray, values: np.ndarray, n_rows: int) -> np.ndarray:
    order = np.argsort(rows, kind="stable")
    present, starts = np.unique(rows[order], return_index=True)
    result = np.zeros((n_rows, values.shape[1]))
    result[present] = np.add.reduceat(values[order], starts, axis=0)
    return result


def bpr_gradient(P, Q, bias, triples, regularisation):
    users = np.column_stack([P, np.ones(len(P))])
    items = np.column_stack([Q, bias])
    u, chosen, other = triples[:, 0], triples[:, 1], triples[:, 2]
    gap = items[chosen] - items[other]
    x = np.einsum("nf,nf->n", users[u], gap)
    tail = np.exp(-np.abs(x))
    losses = np.maximum(-x, 0) + np.log1p(tail)
    miss = np.where(x >= 0, tail, 1.0) / (1.0 + tail)  # sigma(-x)
    n = len(triples)
    pull = miss[:, None] / n
    touched = np.concatenate([chosen, other])
    item_counts = np.bincount(touched, minlength=len(Q))
    user_counts = np.bincount(u, minlength=len(P))
    moves = np.concatenate([-pull * users[u], pull * users[u]])
    item_gradient = sums_by_row(touched, moves, len(Q))
    item_gradient += regularisation / n * item_counts[:, None] * items
    user_gradient = sums_by_row(u, -pull * gap, len(P))[:, :-1]
    user_gradient += regularisation / n * user_counts[:, None] * P
    decay = user_counts @ (P**2).sum(axis=1) + item_counts @ (items**2).sum(axis=1)
    return {
        "loss": float(losses.mean() + regularisation * decay / (2 * n)),
        "P": user_gradient.tolist(),
        "Q": item_gradient[:, :-1].tolist(),
        "bias": item_gradient[:, -1].tolist(),
    }
