"""One boolean mask for everything, given to PyTorch's own scaled dot-product attention."""

import torch
import torch.nn.functional as F
from torch import nn


class MaskedSelfAttention(nn.Module):
    def __init__(self, d_model: int, n_heads: int, causal: bool) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.causal = causal
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.out = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor, real: torch.Tensor | None) -> torch.Tensor:
        length = x.shape[1]
        if real is None:
            real = torch.ones(x.shape[:2], dtype=torch.bool)
        allowed = real[:, None, None, :].expand(-1, 1, length, -1)
        if self.causal:
            allowed = allowed & torch.ones(length, length, dtype=torch.bool).tril()
        # A padding position may see itself, so that no row is empty; it is cleared below.
        allowed = allowed | torch.eye(length, dtype=torch.bool)
        q, k, v = (
            part.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
        return self.out(mixed.transpose(1, 2).flatten(2)) * real[:, :, None]
