import numpy as np


def attention(
    Q: np.ndarray,
    K: np.ndarray,
    V: np.ndarray,
    causal: bool,
    key_mask: np.ndarray,
) -> dict[str, np.ndarray]:
    """Masked scaled dot-product attention: return "weights" and "output"."""
    raise NotImplementedError("write your solution here")
