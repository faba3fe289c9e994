"""Mistake: reshapes (B, h, T, d) to (B, T, D) and forgets to move the axes first."""

import numpy as np


def multi_head_attention(
    x: np.ndarray,
    context: np.ndarray,
    params: dict[str, np.ndarray],
    num_heads: int,
    causal: bool,
) -> dict[str, np.ndarray]:
    width = x.shape[2] // num_heads

    def heads_of(source: np.ndarray, name: str) -> np.ndarray:
        projected = source @ params["W" + name] + params["b" + name]
        return projected.reshape(*source.shape[:2], num_heads, width).transpose(0, 2, 1, 3)

    queries = heads_of(x, "q")
    keys = heads_of(context, "k")
    values = heads_of(context, "v")
    scores = np.einsum("bhtd,bhsd->bhts", queries, keys) / np.sqrt(width)
    if causal:
        T, S = scores.shape[2:]
        scores[:, :, ~np.tri(T, S, S - T, dtype=bool)] = -np.inf
    powers = np.exp(scores - scores.max(axis=3, keepdims=True))
    weights = powers / powers.sum(axis=3, keepdims=True)
    joined = np.einsum("bhts,bhsd->bhtd", weights, values).reshape(x.shape)
    return {"output": joined @ params["Wo"] + params["bo"], "weights": weights}
