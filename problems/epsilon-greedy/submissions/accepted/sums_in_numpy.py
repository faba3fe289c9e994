"""Sums and counts in arrays; the values are computed when somebody asks."""

import math

import numpy as np


class EpsilonGreedy:
    def __init__(self, n_arms: int, epsilon: float, initial: float) -> None:
        self.epsilon = epsilon
        self.initial = initial
        self.sums = np.zeros(n_arms)
        self.counts = np.zeros(n_arms)

    def select(self, explore: float, pick: float) -> int:
        if explore >= self.epsilon:
            return int(np.argmax(self._values()))
        return math.floor(pick * len(self.sums))

    def update(self, arm: int, reward: float) -> None:
        self.sums[arm] += reward
        self.counts[arm] += 1

    def values(self) -> list[float]:
        return self._values().tolist()

    def _values(self) -> np.ndarray:
        means = np.full(len(self.sums), float(self.initial))
        np.divide(self.sums, self.counts, out=means, where=self.counts > 0)
        return means
