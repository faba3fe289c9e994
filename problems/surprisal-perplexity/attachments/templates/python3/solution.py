import numpy as np


def surprisal(logits: np.ndarray, targets: np.ndarray, n_bytes: np.ndarray) -> dict:
    """Evaluate logits (B, T, V) against targets (B, T), where -100 does not count.

    Return "nats", "bits", "sequence_perplexity", "perplexity" and "bits_per_byte".
    """
    raise NotImplementedError("write your solution here")
