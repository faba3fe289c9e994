import numpy as np


class DecisionTree:
    """A classification tree by Gini impurity."""

    def __init__(self, max_depth: int, min_leaf: int) -> None:
        """Take the limits; nothing is fitted yet."""
        raise NotImplementedError("write your solution here")

    def fit(self, X: np.ndarray, y: np.ndarray) -> None:
        """Grow a tree; a former one is forgotten."""
        raise NotImplementedError("write your solution here")

    def predict(self, X: np.ndarray) -> list[int]:
        """The class of each row."""
        raise NotImplementedError("write your solution here")

    def depth(self) -> int:
        """The largest depth of a node; 0 for a single leaf."""
        raise NotImplementedError("write your solution here")

    def leaves(self) -> int:
        """The number of leaves."""
        raise NotImplementedError("write your solution here")
