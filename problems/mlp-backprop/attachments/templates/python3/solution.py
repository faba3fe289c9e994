import numpy as np


def mlp_backprop(
    X: np.ndarray,
    y: np.ndarray,
    weights: list[np.ndarray],
    biases: list[np.ndarray],
) -> dict[str, object]:
    """Mean softmax cross-entropy of a ReLU network, and its gradients.

    Return "loss", "dW" and "db" (lists, one array per layer) and "dX".
    """
    raise NotImplementedError("write your solution here")
