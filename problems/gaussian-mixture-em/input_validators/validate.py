"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

import numpy as np

MAX_POINTS = 3_000
MAX_FEATURES = 8
MAX_COMPONENTS = 8
MAX_ITERATIONS = 50
MAX_WORK = 3_000_000
MIN_COUNT = 0.01
MAX_CONDITION = 1e5
LIMIT = 1e4


def is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and abs(value) <= LIMIT


def is_matrix(rows: object, columns: int) -> bool:
    return (
        isinstance(rows, list)
        and len(rows) >= 1
        and all(isinstance(row, list) and len(row) == columns for row in rows)
        and all(is_number(number) for row in rows for number in row)
    )


def are_covariances(matrices: np.ndarray) -> bool:
    values = np.linalg.eigvalsh(matrices)
    return bool(
        np.allclose(matrices, np.swapaxes(matrices, 1, 2), rtol=1e-12, atol=0)
        and np.all(values[:, 0] >= 1e-4)
        and np.all(values[:, -1] <= MAX_CONDITION * values[:, 0])
    )


def stays_regular(arguments: list) -> bool:
    """Run EM and look at every state: shares that do not vanish, regular covariances."""
    X, weights, means, covariances = (np.array(part, dtype=np.float64) for part in arguments[:4])
    ridge, iterations = arguments[4:]
    for _ in range(iterations):
        offsets = X[:, None] - means
        inverse = np.linalg.inv(covariances)
        logs = np.log(weights) - np.einsum("nki,kij,nkj->nk", offsets, inverse, offsets) / 2
        logs -= np.linalg.slogdet(covariances)[1] / 2
        shares = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))
        counts = shares.sum(axis=0)
        if counts.min() < MIN_COUNT:
            return False
        weights = counts / len(X)
        means = shares.T @ X / counts[:, None]
        offsets = X[:, None] - means
        scatter = np.einsum("nk,nki,nkj->kij", shares, offsets, offsets)
        covariances = scatter / counts[:, None, None] + ridge * np.eye(X.shape[1])
        covariances = (covariances + np.swapaxes(covariances, 1, 2)) / 2
        if not are_covariances(covariances):
            return False
    return True


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 6:
        return False
    points, weights, means, covariances, ridge, iterations = arguments
    if not all(isinstance(part, list) and part for part in arguments[:4]):
        return False
    k, d = len(weights), len(means[0]) if isinstance(means[0], list) else 0
    return (
        1 <= k <= MAX_COMPONENTS
        and 1 <= d <= MAX_FEATURES
        and is_matrix(points, d)
        and len(points) <= MAX_POINTS
        and all(is_number(weight) and weight >= 1e-3 for weight in weights)
        and abs(sum(weights) - 1) < 1e-9
        and is_matrix(means, d)
        and len(means) == k
        and len(covariances) == k
        and all(is_matrix(matrix, d) and len(matrix) == d for matrix in covariances)
        and are_covariances(np.array(covariances, dtype=np.float64))
        and type(ridge) in (int, float)
        and 0 <= ridge <= 10
        and type(iterations) is int
        and 0 <= iterations <= MAX_ITERATIONS
        and iterations * len(points) * k * d * d <= MAX_WORK
        and stays_regular(arguments)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
