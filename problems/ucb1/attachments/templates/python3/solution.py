import numpy as np


def ucb1(rewards: np.ndarray) -> tuple[list[int], list[float]]:
    """Return the arms that UCB1 plays, and the bounds of those after the first round."""
    raise NotImplementedError("write your solution here")
