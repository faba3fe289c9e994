"""Key-value heads repeated for the query heads that share them; one loop over the heads."""

import numpy as np


class KVCacheDecoder:
    def __init__(self, Wq, Wk, Wv, Wo, num_heads, num_kv_heads):
        D = Wq.shape[0]
        d = D // num_heads
        shared = num_heads // num_kv_heads
        columns = [a // shared * d + i for a in range(num_heads) for i in range(d)]
        self.Wq, self.Wk, self.Wv, self.Wo = Wq, Wk[:, columns], Wv[:, columns], Wo
        self.heads = [slice(a * d, a * d + d) for a in range(num_heads)]
        self.scale = d**-0.5
        self.K = np.zeros((0, D))
        self.V = np.zeros((0, D))

    def append(self, x):
        before = len(self.K)
        self.K = np.vstack([self.K, x @ self.Wk])
        self.V = np.vstack([self.V, x @ self.Wv])
        Q = x @ self.Wq * self.scale
        later = np.arange(len(self.K)) > before + np.arange(len(x))[:, None]
        out = np.empty_like(x)
        for own in self.heads:
            scores = Q[:, own] @ self.K[:, own].T
            scores[later] = -np.inf
            powers = np.exp(scores - scores.max(1)[:, None])
            out[:, own] = powers @ self.V[:, own] / powers.sum(1)[:, None]
        return out @ self.Wo

    def rollback(self, n):
        keep = len(self.K) - n
        self.K, self.V = self.K[:keep], self.V[:keep]

    def length(self):
        return len(self.K)
