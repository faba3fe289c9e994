"""Mistake: a heap of (score, name), so that ties are decided by the names."""

from bisect import bisect_left, insort


class StreamingTopK:
    def __init__(self, k):
        self.k = k
        self.ranking = []
        self.scores = {}

    def add(self, name, score):
        if name in self.scores:
            if self.scores[name] >= score:
                return None
            del self.ranking[bisect_left(self.ranking, (-self.scores[name], name))]
        insort(self.ranking, (-score, name))
        self.scores[name] = score
        if len(self.ranking) > self.k:
            dropped = self.ranking.pop()[1]
            del self.scores[dropped]
            return dropped
        return None

    def top(self):
        return [(name, -negative) for negative, name in self.ranking]

    def threshold(self):
        return -self.ranking[-1][0] if len(self.ranking) == self.k else None
