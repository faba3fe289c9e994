import numpy as np


def route(logits: np.ndarray, k: int, capacity: int) -> dict[str, np.ndarray]:
    """Assign each token to k experts: return "expert", "gate", "slot" and "load"."""
    raise NotImplementedError("write your solution here")
