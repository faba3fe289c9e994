import numpy as np


def factorise(
    users: np.ndarray,
    items: np.ndarray,
    ratings: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    learning_rate: float,
    regularisation: float,
    epochs: int,
) -> dict[str, np.ndarray]:
    """Train vectors and biases on one rating at a time, in the order given.

    Return "P", "Q", "user_bias" and "item_bias" after training, and "rmse" of length epochs + 1.
    """
    raise NotImplementedError("write your solution here")
