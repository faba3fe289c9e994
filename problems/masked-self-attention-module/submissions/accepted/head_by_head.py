"""One row and one head after the other, on the real positions only."""

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
        result = torch.zeros_like(x)
        for index, row in enumerate(x):
            kept = torch.arange(len(row)) if real is None else real[index].nonzero().flatten()
            result[index, kept] = self.attend(row[kept])
        return result

    def attend(self, x: torch.Tensor) -> torch.Tensor:
        q, k, v = (part.chunk(self.n_heads, dim=1) for part in self.qkv(x).chunk(3, dim=1))
        heads = []
        for query, key, value in zip(q, k, v):
            scores = query @ key.T / query.shape[1] ** 0.5
            if self.causal:
                scores = scores + torch.full_like(scores, -torch.inf).triu(1)
            weights = (scores - scores.amax(dim=1, keepdim=True)).exp()
            heads.append(weights / weights.sum(dim=1, keepdim=True) @ value)
        return self.out(torch.cat(heads, dim=1))
