"""Mistake: does not unmerge for a step, so that the merged weight keeps the old adapter."""

import torch
import torch.nn.functional as F
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, d_in: int, d_out: int, rank: int, alpha: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(d_out, d_in), requires_grad=False)
        self.bias = nn.Parameter(torch.empty(d_out), requires_grad=False)
        self.lora_a = nn.Parameter(torch.empty(rank, d_in))
        self.lora_b = nn.Parameter(torch.empty(d_out, rank))
        self.scale = alpha / rank
        self.merged = False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.linear(x, self.weight, self.bias)
        if self.merged:
            return y
        return y + self.scale * (x @ self.lora_a.T @ self.lora_b.T)

    def merge(self) -> None:
        if not self.merged:
            self.weight += self.scale * (self.lora_b @ self.lora_a).detach()
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            self.weight -= self.scale * (self.lora_b @ self.lora_a).detach()
            self.merged = False

    def train_step(self, x: torch.Tensor, y: torch.Tensor, learning_rate: float) -> float:
        merged, self.merged = self.merged, False
        optimizer = torch.optim.SGD([self.lora_a, self.lora_b], lr=learning_rate)
        optimizer.zero_grad()
        loss = (self(x) - y).square().mean()
        loss.backward()
        optimizer.step()
        self.merged = merged
        return loss.item()

    def trainable(self) -> list[str]:
        return [name for name, parameter in self.named_parameters() if parameter.requires_grad]
