import numpy as np


def sampling_distribution(logits: np.ndarray, temperature: float, k: int, p: float) -> np.ndarray:
    """Apply temperature, top-k and top-p to each row; return probabilities, shape (B, V)."""
    raise NotImplementedError("write your solution here")
