"""Mistake: masks the weights after the softmax, so that they no longer add up to one."""

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
        heads = self.qkv(x).reshape(batch, length, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        q, k, v = heads
        scores = q @ k.mT / q.shape[-1] ** 0.5
        weights = scores.softmax(dim=-1)
        if self.causal:
            later = torch.ones(length, length, dtype=torch.bool).triu(1)
            weights = weights.masked_fill(later, 0)
        if real is not None:
            weights = weights.masked_fill(~real[:, None, None, :], 0)
        mixed = weights @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        if real is not None:
            mixed = mixed.masked_fill(~real[:, :, None], 0)
        return mixed
