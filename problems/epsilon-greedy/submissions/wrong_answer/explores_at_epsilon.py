"""Mistake: explores also when the draw equals epsilon."""


class EpsilonGreedy:
    def __init__(self, n_arms: int, epsilon: float, initial: float) -> None:
        self.epsilon = epsilon
        self.counts = [0] * n_arms
        self.means = [initial] * n_arms

    def select(self, explore: float, pick: float) -> int:
        if explore <= self.epsilon:
            return int(pick * len(self.means))
        return self.means.index(max(self.means))

    def update(self, arm: int, reward: float) -> None:
        self.counts[arm] += 1
        self.means[arm] += (reward - self.means[arm]) / self.counts[arm]

    def values(self) -> list[float]:
        return self.means.copy()
