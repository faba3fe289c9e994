"""One component after the other: the top eigenvector, then its share is taken out of the rows."""

import numpy as np


def top_direction(rows: np.ndarray) -> np.ndarray:
    small = rows @ rows.T if len(rows) < rows.shape[1] else rows.T @ rows
    vector = np.linalg.eigh(small)[1][:, -1]
    direction = rows.T @ vector if len(rows) < rows.shape[1] else vector
    direction = direction / np.linalg.norm(direction)
    return direction * np.sign(direction[np.argmax(direction**2)])


def pca(X: np.ndarray, k: int) -> dict[str, np.ndarray]:
    rest = X - X.mean(axis=0)
    degrees = len(X) - 1
    total = (rest**2).sum() / degrees
    components, projections = [], []
    for _ in range(k):
        direction = top_direction(rest)
        along = rest @ direction
        rest = rest - np.outer(along, direction)
        components.append(direction)
        projections.append(along)
    variances = np.array([along @ along / degrees for along in projections])
    return {
        "components": np.array(components),
        "variances": variances,
        "ratios": variances / total,
        "projections": np.array(projections).T,
    }
