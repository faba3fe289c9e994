"""Plain loops over the positions; probabilities relative to the one of the target."""

import math

import numpy as np


def surprisal_of(row: np.ndarray, target: int) -> float:
    """ln of the sum of exp(z - z_target), computed around the largest."""
    relative = np.sort(row - row[target])
    top = float(relative[-1])
    return top + math.log(math.fsum(np.exp(relative - top).tolist()))


def perplexity(values: list[float]) -> float:
    return math.exp(math.fsum(values) / len(values)) if values else 1.0


def surprisal(logits, targets, n_bytes):
    table = np.zeros(targets.shape)
    sequences = []
    for b, labels in enumerate(targets.tolist()):
        own = []
        for t, label in enumerate(labels):
            if label >= 0:
                table[b, t] = surprisal_of(logits[b, t], label)
                own.append(table[b, t])
        sequences.append(own)
    everything = [value for own in sequences for value in own]
    return {
        "nats": table.tolist(),
        "bits": (table * math.log2(math.e)).tolist(),
        "sequence_perplexity": [perplexity(own) for own in sequences],
        "perplexity": perplexity(everything),
        "bits_per_byte": math.fsum(everything) / math.log(2) / int(n_bytes.sum()),
    }
