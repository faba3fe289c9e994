"""A subclass of nn.Linear that keeps its base weight aside, with the gradients as formulas."""

import torch
from torch import nn


class LoRALinear(nn.Linear):
    def __init__(self, d_in: int, d_out: int, rank: int, alpha: float) -> None:
        super().__init__(d_in, d_out)
        self.requires_grad_(False)
        self.lora_a = nn.Parameter(torch.empty(rank, d_in))
        self.lora_b = nn.Parameter(torch.empty(d_out, rank))
        self.scale = alpha / rank
        self.base: torch.Tensor | None = None

    def delta(self) -> torch.Tensor:
        return torch.einsum("or,ri->oi", self.lora_b, self.lora_a).detach() * self.scale

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weight = self.weight if self.base is not None else self.weight + self.delta()
        return nn.functional.linear(x, weight, self.bias)

    def merge(self) -> None:
        if self.base is None:
            self.base = self.weight.clone()
            self.weight.copy_(self.base + self.delta())

    def unmerge(self) -> None:
        if self.base is not None:
            self.weight.copy_(self.base)
            self.base = None

    @torch.no_grad()
    def train_step(self, x: torch.Tensor, y: torch.Tensor, learning_rate: float) -> torch.Tensor:
        self.unmerge()
        error = self(x) - y
        slope = self.scale * 2 / error.numel() * error.T @ x
        gradient_a, gradient_b = self.lora_b.T @ slope, slope @ self.lora_a.T
        self.lora_a -= learning_rate * gradient_a
        self.lora_b -= learning_rate * gradient_b
        return error.square().mean()

    def trainable(self) -> list[str]:
        return ["lora_a", "lora_b"]
