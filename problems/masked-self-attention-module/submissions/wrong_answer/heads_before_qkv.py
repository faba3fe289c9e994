"""Mistake: cuts the projection into heads first and into q, k and v second."""

import torch
from torch import nn


class MaskedSelfAttention(nn.Module):
    def __init__(self, d_model: int, n_heads: int, causal: bool) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.causal = causal
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor, real: torch.Tensor | None) -> torch.Tensor:
        batch, length, width = x.shape
        heads = self.qkv(x).reshape(batch, length, self.n_heads, 3, -1).permute(3, 0, 2, 1, 4)
        q, k, v = heads
        scores = q @ k.mT / q.shape[-1] ** 0.5
        if self.causal:
            later = torch.ones(length, length, dtype=torch.bool).triu(1)
            scores = scores.masked_fill(later, -torch.inf)
        if real is not None:
            scores = scores.masked_fill(~real[:, None, None, :], -torch.inf)
        mixed = scores.softmax(dim=-1) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        if real is not None:
            mixed = mixed.masked_fill(~real[:, :, None], 0)
        return mixed
