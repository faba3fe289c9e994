"""Mistake: sends what does not fit to the token's next expert that has room."""

import numpy as np


def route(logits: np.ndarray, k: int, capacity: int) -> dict[str, np.ndarray]:
    expert = np.argsort(-logits, kind="stable")[:, :k]
    chosen = np.take_along_axis(logits, expert, 1)
    powers = np.exp(chosen - chosen.max(axis=1, keepdims=True))
    gate = powers / powers.sum(axis=1, keepdims=True)

    order = np.argsort(-logits, kind="stable")
    load = np.zeros(logits.shape[1], dtype=np.int64)
    slot = np.full_like(expert, -1)
    for choice in range(k):
        for token in range(len(logits)):
            own = set(expert[token, :choice].tolist())
            free = [e for e in order[token] if e not in own and load[e] < capacity]
            target = expert[token, choice] = free[0] if free else expert[token, choice]
            if load[target] < capacity:
                slot[token, choice] = load[target]
                load[target] += 1
    gate[slot < 0] = 0
    return {"expert": expert, "gate": gate, "slot": slot, "load": load}
