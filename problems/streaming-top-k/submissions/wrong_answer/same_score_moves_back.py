"""Mistake: the same score again counts as got now, so the entry moves behind its equals."""

from bisect import bisect_left, insort


class StreamingTopK:
    def __init__(self, k):
        self.k = k
        self.time = 0
        self.ranking = []
        self.entries = {}

    def add(self, name, score):
        if name in self.entries:
            old = self.entries[name]
            if -old[0] > score:
                return None
            del self.ranking[bisect_left(self.ranking, old)]
        self.time += 1
        entry = (-score, self.time, name)
        insort(self.ranking, entry)
        self.entries[name] = entry
        if len(self.ranking) > self.k:
            dropped = self.ranking.pop()[2]
            del self.entries[dropped]
            return dropped
        return None

    def top(self):
        return [(name, -negative) for negative, _, name in self.ranking]

    def threshold(self):
        return -self.ranking[-1][0] if len(self.ranking) == self.k else None
