class EpsilonGreedy:
    """A bandit that mostly uses the best arm so far, and explores with probability epsilon."""

    def __init__(self, n_arms: int, epsilon: float, initial: float) -> None:
        """Begin with n_arms arms of the value initial."""
        raise NotImplementedError("write your solution here")

    def select(self, explore: float, pick: float) -> int:
        """Return an arm; explore and pick are draws from [0, 1)."""
        raise NotImplementedError("write your solution here")

    def update(self, arm: int, reward: float) -> None:
        """Learn a reward of an arm."""
        raise NotImplementedError("write your solution here")

    def values(self) -> list[float]:
        """Return the value of each arm."""
        raise NotImplementedError("write your solution here")
