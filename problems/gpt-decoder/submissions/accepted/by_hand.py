"""Attention and loss written out; only the parameters are modules."""

import math

import torch
from torch import nn


class GPT(nn.Module):
    def __init__(
        self, vocabulary: int, context: int, n_layers: int, n_heads: int, d_model: int
    ) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.token = nn.Embedding(vocabulary, d_model)
        self.position = nn.Embedding(context, d_model)
        self.norm = nn.LayerNorm(d_model)
        self.blocks = nn.ModuleList()
        for _ in range(n_layers):
            layers = {
                "norm1": nn.LayerNorm(d_model),
                "qkv": nn.Linear(d_model, 3 * d_model),
                "out": nn.Linear(d_model, d_model),
                "norm2": nn.LayerNorm(d_model),
                "up": nn.Linear(d_model, 4 * d_model),
                "down": nn.Linear(4 * d_model, d_model),
            }
            self.blocks.append(nn.ModuleDict(layers))
        self.register_buffer("seen", torch.ones(context, context).tril() > 0, persistent=False)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        x = self.token(tokens) + self.position(torch.arange(tokens.shape[1]))
        for block in self.blocks:
            x = x + block["out"](self.attend(block["qkv"](block["norm1"](x))))
            hidden = block["up"](block["norm2"](x))
            x = x + block["down"](hidden * (1 + torch.erf(hidden / math.sqrt(2))) / 2)
        return torch.einsum("btd,vd->btv", self.norm(x), self.token.weight)

    def attend(self, qkv: torch.Tensor) -> torch.Tensor:
        length = qkv.shape[1]
        heads = []
        for q, k, v in zip(*(part.chunk(self.n_heads, dim=-1) for part in qkv.chunk(3, dim=-1))):
            scores = torch.einsum("btc,bsc->bts", q, k) / math.sqrt(q.shape[-1])
            scores = torch.where(self.seen[:length, :length], scores, -math.inf)
            heads.append(scores.softmax(dim=-1) @ v)
        return torch.cat(heads, dim=-1)

    def loss(self, tokens: torch.Tensor, padding: int | None) -> float:
        log_p = self(tokens).log_softmax(dim=-1)
        total, count = 0.0, 0
        for row, row_log_p in zip(tokens.tolist(), log_p.tolist()):
            for position, target in enumerate(row[1:]):
                if target != padding:
                    total -= row_log_p[position][target]
                    count += 1
        return total / count
