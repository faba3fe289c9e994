"""Sums of losses are accumulated as they come, and the gradients divided once before clipping."""

import torch
import torch.nn.functional as F
from torch import nn

IGNORED = -100


class Model(nn.Module):
    def __init__(self, vocabulary: int, width: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.up = nn.Linear(width, hidden)
        self.head = nn.Linear(hidden, vocabulary)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.head(torch.tanh(self.up(self.embedding(tokens))))


def train(
    weights: dict[str, torch.Tensor],
    inputs: torch.Tensor,
    targets: torch.Tensor,
    batch_size: int,
    micro_batch_size: int,
    learning_rate: float,
    momentum: float,
    max_norm: float,
) -> dict:
    vocabulary, width = weights["embedding.weight"].shape
    model = Model(vocabulary, width, len(weights["up.bias"]))
    model.load_state_dict(weights)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=momentum)
    losses, norms = [], []
    for rows, labels in zip(inputs.split(batch_size), targets.split(batch_size)):
        counted = 0
        optimizer.zero_grad()
        total = 0.0
        for x, y in zip(rows.split(micro_batch_size), labels.split(micro_batch_size)):
            kept = y != IGNORED
            counted += int(kept.sum())
            log_p = model(x[kept]).log_softmax(dim=-1)
            loss = -log_p.gather(1, y[kept][:, None]).sum()
            loss.backward()
            total += loss.item()
        for parameter in model.parameters():
            parameter.grad /= counted
        norms.append(nn.utils.clip_grad_norm_(model.parameters(), max_norm).item())
        optimizer.step()
        losses.append(total / counted)
    return {"loss": losses, "norm": norms, "weights": model.state_dict()}
