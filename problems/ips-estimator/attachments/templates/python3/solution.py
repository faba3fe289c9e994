import numpy as np


def ips_estimates(
    actions: np.ndarray,
    rewards: np.ndarray,
    propensities: np.ndarray,
    target: np.ndarray,
    clip: float,
) -> dict[str, float]:
    """Estimate the new policy's mean reward from the log of the old one.

    Return "ips", "clipped", "snips", "standard_error" and "effective_sample_size".
    """
    raise NotImplementedError("write your solution here")
