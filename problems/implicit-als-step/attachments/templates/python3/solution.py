import numpy as np


def als_step(
    users: np.ndarray,
    items: np.ndarray,
    counts: np.ndarray,
    Y: np.ndarray,
    n_users: int,
    alpha: float,
    regularisation: float,
) -> np.ndarray:
    """Solve for the vectors of all users, shape (n_users, f), with the items' vectors Y fixed."""
    raise NotImplementedError("write your solution here")
