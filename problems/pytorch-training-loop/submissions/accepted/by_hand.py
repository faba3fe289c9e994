"""Functional layers, gradients asked for by name, momentum and clipping spelt out."""

import torch
import torch.nn.functional as F


def forward(state: dict[str, torch.Tensor], X: torch.Tensor, training: bool) -> torch.Tensor:
    hidden = F.linear(X, state["0.weight"], state["0.bias"])
    hidden = F.batch_norm(
        hidden,
        state["1.running_mean"],
        state["1.running_var"],
        state["1.weight"],
        state["1.bias"],
        training=training,
    )
    return F.linear(hidden.relu(), state["3.weight"], state["3.bias"])


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
    state = {name: tensor.clone() for name, tensor in weights.items()}
    parameters = [tensor for name, tensor in state.items() if "running" not in name]
    for parameter in parameters:
        parameter.requires_grad_()
    velocities = [torch.zeros_like(parameter) for parameter in parameters]
    train_loss, val_loss = [], []
    for epoch, visited in enumerate(order):
        losses = []
        for start in range(0, len(X), batch_size):
            rows = visited[start : start + batch_size]
            log_p = forward(state, X[rows], training=True).log_softmax(dim=1)
            each = -log_p.gather(1, y[rows, None])
            losses.append(each.detach())
            gradients = torch.autograd.grad(each.mean(), parameters)
            norm = torch.sqrt(sum(gradient.square().sum() for gradient in gradients))
            scale = min(1.0, max_norm / (norm.item() + 1e-6))
            with torch.no_grad():
                for parameter, gradient, velocity in zip(parameters, gradients, velocities):
                    velocity.mul_(momentum).add_(gradient, alpha=scale)
                    parameter -= learning_rate * decay**epoch * velocity
        train_loss.append(torch.cat(losses).mean())
        with torch.no_grad():
            logits = forward(state, X_val, training=False)
            val_loss.append(-logits.log_softmax(dim=1)[torch.arange(len(y_val)), y_val].mean())
    return {
        "train_loss": torch.stack(train_loss),
        "val_loss": torch.stack(val_loss),
        "logits": logits,
    }
