import numpy as np


def sgd(
    X: np.ndarray,
    y: np.ndarray,
    learning_rate: float,
    epochs: int,
    batch_size: int,
    order: np.ndarray,
) -> dict[str, np.ndarray]:
    """Fit y = X w + b by mini-batch SGD, visiting the rows in the given order.

    Return the trajectory: "weights", shape (epochs + 1, d), "bias" and "loss", shape (epochs + 1,).
    """
    raise NotImplementedError("write your solution here")
