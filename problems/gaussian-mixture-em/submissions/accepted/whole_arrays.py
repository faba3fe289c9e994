"""No loop over components: inverses and determinants of the stacked covariances at once."""

import numpy as np


def gaussian_mixture_em(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    ridge: float,
    iterations: int,
) -> dict[str, np.ndarray]:
    n, d = X.shape
    path = []
    for step in range(iterations + 1):
        offsets = X[:, None, :] - means
        mahalanobis = np.einsum("nki,kij,nkj->nk", offsets, np.linalg.inv(covariances), offsets)
        logs = np.log(weights / np.sqrt(np.linalg.det(2 * np.pi * covariances)))
        logs = logs - mahalanobis / 2
        peak = logs.max(axis=1, keepdims=True)
        shares = np.exp(logs - peak)
        sums = shares.sum(axis=1, keepdims=True)
        path.append(float(np.sum(peak + np.log(sums))))
        if step == iterations:
            break
        shares /= sums
        counts = shares.sum(axis=0)
        weights = counts / n
        means = (shares.T @ X) / counts.reshape(-1, 1)
        offsets = X[:, None, :] - means
        weighted = offsets * shares[:, :, None]
        covariances = np.transpose(weighted, (1, 2, 0)) @ np.transpose(offsets, (1, 0, 2))
        covariances = covariances / counts.reshape(-1, 1, 1) + ridge * np.identity(d)
    return {
        "weights": weights,
        "means": means,
        "covariances": covariances,
        "log_likelihood": np.array(path),
    }
