import torch
from torch import nn


class LoRALinear(nn.Module):
    """A frozen linear layer with a trainable adapter of low rank."""

    def __init__(self, d_in: int, d_out: int, rank: int, alpha: float) -> None:
        super().__init__()
        raise NotImplementedError("write your solution here")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("write your solution here")

    def merge(self) -> None:
        """Add the adapter to the weight, unless that is done already."""
        raise NotImplementedError("write your solution here")

    def unmerge(self) -> None:
        """Take the adapter out of the weight again, if it is in it."""
        raise NotImplementedError("write your solution here")

    def train_step(self, x: torch.Tensor, y: torch.Tensor, learning_rate: float) -> float:
        """One step of gradient descent for the adapter; the loss before it."""
        raise NotImplementedError("write your solution here")

    def trainable(self) -> list[str]:
        """The names of the parameters that are trained, in alphabetical order."""
        raise NotImplementedError("write your solution here")
