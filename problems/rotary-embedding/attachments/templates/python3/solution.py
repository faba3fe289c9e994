import numpy as np


def rotary_embedding(
    x: np.ndarray,
    positions: np.ndarray,
    base: float,
    rotary_dim: int,
    interleaved: bool,
) -> np.ndarray:
    """Rotate pairs of the first rotary_dim coordinates of each head by the token's position."""
    raise NotImplementedError("write your solution here")
