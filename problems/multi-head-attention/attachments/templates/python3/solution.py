import numpy as np


def multi_head_attention(
    x: np.ndarray,
    context: np.ndarray,
    params: dict[str, np.ndarray],
    num_heads: int,
    causal: bool,
) -> dict[str, np.ndarray]:
    """Attend from x to context with several heads: return "output" and "weights".

    params holds "Wq", "Wk", "Wv", "Wo", shape (D, D), and "bq", "bk", "bv", "bo", shape (D,).
    """
    raise NotImplementedError("write your solution here")
