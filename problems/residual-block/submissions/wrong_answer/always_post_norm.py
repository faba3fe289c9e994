"""Mistake: post-norm whatever was asked for."""

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int, d_hidden: int, norm_first: bool) -> None:
        super().__init__()
        self.norm_first = norm_first
        self.norm = nn.LayerNorm(d_model)
        self.up = nn.Linear(d_model, d_hidden)
        self.down = nn.Linear(d_hidden, d_model)

    def branch(self, x: torch.Tensor) -> torch.Tensor:
        return self.down(F.gelu(self.up(x)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(x + self.branch(x))


class ResidualStack(nn.Module):
    def __init__(self, n_blocks: int, d_model: int, d_hidden: int, norm_first: bool) -> None:
        super().__init__()
        blocks = [Block(d_model, d_hidden, norm_first) for _ in range(n_blocks)]
        self.blocks = nn.ModuleList(blocks)
        self.final = nn.LayerNorm(d_model) if norm_first else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for block in self.blocks:
            x = block(x)
        return self.final(x)

    def input_gradient(self, x: torch.Tensor, upstream: torch.Tensor) -> torch.Tensor:
        x.requires_grad_()
        (gradient,) = torch.autograd.grad(self(x), x, upstream)
        return gradient
