"""Mistake: books each reward for the arm that was selected last."""


class EpsilonGreedy:
    def __init__(self, n_arms: int, epsilon: float, initial: float) -> None:
        self.epsilon = epsilon
        self.counts = [0] * n_arms
        self.means = [initial] * n_arms
        self.last: int | None = None

    def select(self, explore: float, pick: float) -> int:
        if explore < self.epsilon:
            self.last = int(pick * len(self.means))
        else:
            self.last = self.means.index(max(self.means))
        return self.last

    def update(self, arm: int, reward: float) -> None:
        arm = arm if self.last is None else self.last
        self.counts[arm] += 1
        self.means[arm] += (reward - self.means[arm]) / self.counts[arm]

    def values(self) -> list[float]:
        return self.means.copy()
