"""Mistake: finds the right experts and lists them by index instead of by logit."""

import numpy as np


def route(logits: np.ndarray, k: int, capacity: int) -> dict[str, np.ndarray]:
    expert = np.sort(np.argsort(-logits, kind="stable")[:, :k], axis=1)
    chosen = np.take_along_axis(logits, expert, 1)
    powers = np.exp(chosen - chosen.max(axis=1, keepdims=True))
    gate = powers / powers.sum(axis=1, keepdims=True)

    load = np.zeros(logits.shape[1], dtype=np.int64)
    slot = np.full_like(expert, -1)
    for choice in range(k):
        for token, target in enumerate(expert[:, choice]):
            if load[target] < capacity:
                slot[token, choice] = load[target]
                load[target] += 1
    gate[slot < 0] = 0
    return {"expert": expert, "gate": gate, "slot": slot, "load": load}
