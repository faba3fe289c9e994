import numpy as np


def gaussian_mixture_em(
    X: np.ndarray,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    ridge: float,
    iterations: int,
) -> dict[str, np.ndarray]:
    """Run EM from the given parameters.

    Keys: "weights" (k,), "means" (k, d), "covariances" (k, d, d) and "log_likelihood"
    (iterations + 1,).
    """
    raise NotImplementedError("write your solution here")
