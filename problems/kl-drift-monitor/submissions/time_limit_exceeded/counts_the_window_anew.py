"""Mistake: walks the whole window for each event."""

import math
from collections import Counter


class KLDriftMonitor:
    def __init__(self, reference: list[int], window: int) -> None:
        self.window = window
        self.rising = 0
        self.start(reference)

    def start(self, reference: list[int]) -> None:
        total = sum(reference) + len(reference)
        self.q = [(count + 1) / total for count in reference]
        self.recent: list[int] = []
        self.alarmed = False

    def observe(self, category: int) -> float | None:
        self.recent = (self.recent + [category])[-self.window :]
        if len(self.recent) < self.window:
            return None
        counts = Counter(self.recent)
        divergence = 0.0
        for each, q in enumerate(self.q):
            p = (counts[each] + 1) / (self.window + len(self.q))
            divergence += p * math.log(p / q)
        self.rising += divergence >= 0.05 and not self.alarmed
        self.alarmed = divergence >= 0.05
        return divergence

    def alarm(self) -> bool:
        return self.alarmed

    def alarms(self) -> int:
        return self.rising

    def rebase(self) -> bool:
        if len(self.recent) < self.window:
            return False
        counts = Counter(self.recent)
        self.start([counts[each] for each in range(len(self.q))])
        return True
