"""Mistake: clears the gradients between backward and step, so that nothing is learnt."""

import torch
import torch.nn.functional as F
from torch import nn


def train(
    weights: dict[str, torch.Tensor],
    X: torch.Tensor,
    y: torch.Tensor,
    X_val: torch.Tensor,
    y_val: torch.Tensor,
    order: torch.Tensor,
    batch_size: int,
    learning_rate: float,
    momentum: float,
    decay: float,
    max_norm: float,
) -> dict:
    layer, head = weights["0.weight"], weights["3.weight"]
    model = nn.Sequential(
        nn.Linear(layer.shape[1], layer.shape[0]),
        nn.BatchNorm1d(layer.shape[0]),
        nn.ReLU(),
        nn.Linear(head.shape[1], head.shape[0]),
    )
    model.load_state_dict(weights)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=momentum)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, decay)
    train_loss, val_loss = [], []
    for visited in order:
        model.train()
        total = 0.0
        for rows in visited.split(batch_size):
            loss = F.cross_entropy(model(X[rows]), y[rows])
            loss.backward()
            optimizer.zero_grad(set_to_none=False)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            optimizer.step()
            total += loss.item() * len(rows)
        scheduler.step()
        train_loss.append(total / len(X))
        model.eval()
        with torch.no_grad():
            logits = model(X_val)
        val_loss.append(F.cross_entropy(logits, y_val).item())
    return {"train_loss": train_loss, "val_loss": val_loss, "logits": logits}
