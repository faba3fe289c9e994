import torch
from torch import nn


class GPT(nn.Module):
    """A decoder-only transformer with learnt positions, pre-norm blocks and tied embeddings."""

    def __init__(
        self, vocabulary: int, context: int, n_layers: int, n_heads: int, d_model: int
    ) -> None:
        super().__init__()
        raise NotImplementedError("write your solution here")

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Logits of shape (B, T, vocabulary) for tokens of shape (B, T)."""
        raise NotImplementedError("write your solution here")

    def loss(self, tokens: torch.Tensor, padding: int | None) -> torch.Tensor:
        """Mean cross-entropy of predicting each next token that is not padding."""
        raise NotImplementedError("write your solution here")
