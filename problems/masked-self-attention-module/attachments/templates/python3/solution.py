import torch
from torch import nn


class MaskedSelfAttention(nn.Module):
    """Multi-head self-attention with a causal mask and a mask for padding."""

    def __init__(self, d_model: int, n_heads: int, causal: bool) -> None:
        super().__init__()
        raise NotImplementedError("write your solution here")

    def forward(self, x: torch.Tensor, real: torch.Tensor | None) -> torch.Tensor:
        """Attend within each row of x, shape (batch, length, d_model), to positions that are real."""
        raise NotImplementedError("write your solution here")
