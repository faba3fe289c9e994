"""Keep the counts only and compute the divergence anew for each event, with numpy."""

import numpy as np


class KLDriftMonitor:
    def __init__(self, reference: list[int], window: int) -> None:
        self.window = window
        self.rising = 0
        self.start(np.array(reference, dtype=float))

    def start(self, reference: np.ndarray) -> None:
        smoothed = reference + 1
        self.log_q = np.log(smoothed / smoothed.sum())
        self.counts = np.zeros(len(reference))
        self.ring = [0] * self.window
        self.seen = 0
        self.divergence: float | None = None

    def observe(self, category: int) -> float | None:
        place = self.seen % self.window
        if self.seen >= self.window:
            self.counts[self.ring[place]] -= 1
        self.ring[place] = category
        self.counts[category] += 1
        self.seen += 1
        if self.seen >= self.window:
            was_quiet = not self.alarm()
            p = (self.counts + 1) / (self.window + len(self.counts))
            self.divergence = float(p @ (np.log(p) - self.log_q))
            self.rising += was_quiet and self.alarm()
        return self.divergence

    def alarm(self) -> bool:
        return self.divergence is not None and self.divergence >= 0.05

    def alarms(self) -> int:
        return self.rising

    def rebase(self) -> bool:
        if self.seen < self.window:
            return False
        self.start(self.counts)
        return True
