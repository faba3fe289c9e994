"""Mistake: empties the window whenever it was full."""

from collections import deque
from math import log


class KLDriftMonitor:
    def __init__(self, reference: list[int], window: int) -> None:
        self.window = window
        self.starts = 0
        self.begin(reference)

    def begin(self, reference: list[int]) -> None:
        """Take up a reference, with an empty window and no alarm."""
        self.logs = [log(count + 1) for count in reference]
        self.shift = log((sum(reference) + len(reference)) / (self.window + len(reference)))
        self.counts = [0] * len(reference)
        self.recent: deque[int] = deque()
        self.total = -sum(self.logs)
        self.alarmed = False

    def observe(self, category: int) -> float | None:
        self.recent.append(category)
        self.change(category, 1)
        if len(self.recent) > self.window:
            self.change(self.recent.popleft(), -1)
        if len(self.recent) < self.window:
            return None
        divergence = self.total / (self.window + len(self.counts)) + self.shift
        if divergence >= 0.05 and not self.alarmed:
            self.starts += 1
        self.alarmed = divergence >= 0.05
        for old in self.recent:
            self.change(old, -1)
        self.recent.clear()
        return divergence

    def change(self, category: int, by: int) -> None:
        """Add to a count and put its new term of the sum into the place of the old one."""
        self.total -= self.term(category)
        self.counts[category] += by
        self.total += self.term(category)

    def term(self, category: int) -> float:
        smoothed = self.counts[category] + 1
        return smoothed * (log(smoothed) - self.logs[category])

    def alarm(self) -> bool:
        return self.alarmed

    def alarms(self) -> int:
        return self.starts

    def rebase(self) -> bool:
        if len(self.recent) < self.window:
            return False
        self.begin(self.counts)
        return True
