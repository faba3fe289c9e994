"""The ranking as a sorted list of (-score, time, name); bisection finds places in it."""

from bisect import bisect_left, insort
from itertools import count


class StreamingTopK:
    def __init__(self, k: int) -> None:
        self.k = k
        self.times = count()
        self.ranking: list[tuple[int, int, str]] = []
        self.entries: dict[str, tuple[int, int, str]] = {}

    def add(self, name: str, score: int) -> str | None:
        if name in self.entries:
            old = self.entries[name]
            if -old[0] >= score:
                return None
            del self.ranking[bisect_left(self.ranking, old)]
        entry = (-score, next(self.times), name)
        insort(self.ranking, entry)
        self.entries[name] = entry
        if len(self.ranking) > self.k:
            dropped = self.ranking.pop()[2]
            del self.entries[dropped]
            return dropped
        return None

    def top(self) -> list[tuple[str, int]]:
        return [(name, -negative) for negative, _, name in self.ranking]

    def threshold(self) -> int | None:
        if len(self.ranking) < self.k:
            return None
        return -self.ranking[-1][0]
