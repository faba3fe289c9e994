"""The formulas in full, on module dicts; the gradient is a vector-Jacobian product."""

import math

import torch
from torch import nn


def normalised(x: torch.Tensor, norm: nn.LayerNorm) -> torch.Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = centred.square().mean(dim=-1, keepdim=True)
    return centred / torch.sqrt(variance + 1e-5) * norm.weight + norm.bias


class ResidualStack(nn.Module):
    def __init__(self, n_blocks: int, d_model: int, d_hidden: int, norm_first: bool) -> None:
        super().__init__()
        self.norm_first = norm_first
        self.blocks = nn.ModuleList()
        for _ in range(n_blocks):
            layers = {
                "norm": nn.LayerNorm(d_model),
                "up": nn.Linear(d_model, d_hidden),
                "down": nn.Linear(d_hidden, d_model),
            }
            self.blocks.append(nn.ModuleDict(layers))
        if norm_first:
            self.final = nn.LayerNorm(d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for block in self.blocks:
            inner = normalised(x, block["norm"]) if self.norm_first else x
            hidden = inner @ block["up"].weight.T + block["up"].bias
            hidden = 0.5 * hidden * (1 + torch.erf(hidden / math.sqrt(2)))
            x = x + hidden @ block["down"].weight.T + block["down"].bias
            if not self.norm_first:
                x = normalised(x, block["norm"])
        return normalised(x, self.final) if self.norm_first else x

    def input_gradient(self, x: torch.Tensor, upstream: torch.Tensor) -> torch.Tensor:
        _, back = torch.func.vjp(self.forward, x)
        return back(upstream)[0].detach()
