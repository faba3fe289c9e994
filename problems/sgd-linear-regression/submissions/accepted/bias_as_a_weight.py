"""The bias is the weight of a column of ones, and the targets are a column too with weight -1.

Each epoch permutes the table once; its batches are then slices, views without a copy.
"""

import numpy as np


def sgd(
    X: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    order: np.ndarray,
) -> dict[str, list]:
    table = np.column_stack([X, np.ones(len(X)), y])
    # theta = (w, b, -1): a row times theta is the row's residual. The last entry never moves.
    theta = np.zeros(table.shape[1])
    theta[-1] = -1
    path = [theta.copy()]
    for permutation in order:
        visited = table[permutation]
        for batch in np.split(visited, range(batch_size, len(X), batch_size)):
            gradient = 2 * np.einsum("i,ij->j", batch @ theta, batch) / len(batch)
            theta[:-1] -= learning_rate * gradient[:-1]
        path.append(theta.copy())
    steps = np.array(path)
    losses = [float(((table @ theta) ** 2).mean()) for theta in steps]
    return {
        "weights": steps[:, :-2].tolist(),
        "bias": steps[:, -2].tolist(),
        "loss": losses,
    }
