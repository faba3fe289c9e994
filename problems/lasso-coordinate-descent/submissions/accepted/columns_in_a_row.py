"""The columns, transposed once so that each is contiguous, and a small update function."""

import numpy as np


def lasso(X: np.ndarray, y: np.ndarray, lam: float, sweeps: int) -> dict[str, np.ndarray]:
    columns = np.ascontiguousarray(X.T)
    n = len(y)
    norms = [float(column @ column) for column in columns]
    w = [0.0] * len(columns)
    errors = -y

    def update(j: int) -> None:
        nonlocal errors
        if norms[j] == 0.0:
            return
        pull = norms[j] * w[j] - float(columns[j] @ errors)
        new = (min(pull + n * lam, 0.0) + max(pull - n * lam, 0.0)) / norms[j]
        if new != w[j]:
            errors = errors + (new - w[j]) * columns[j]
            w[j] = new

    def objective() -> float:
        return float(errors @ errors) / (2 * n) + lam * sum(map(abs, w))

    path = [objective()]
    for _ in range(sweeps):
        for j in range(len(columns)):
            update(j)
        path.append(objective())
    return {"weights": np.array(w), "objective": np.array(path)}
