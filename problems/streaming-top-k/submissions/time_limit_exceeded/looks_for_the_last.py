"""Mistake: looks for the last entry among all of them whenever one has to go."""


class StreamingTopK:
    def __init__(self, k):
        self.k = k
        self.time = 0
        self.current = {}

    def add(self, name, score):
        if name in self.current and score <= self.current[name][0]:
            return None
        self.time += 1
        self.current[name] = (score, -self.time)
        if len(self.current) <= self.k:
            return None
        dropped = min(self.current, key=lambda each: self.current[each])
        del self.current[dropped]
        return dropped

    def top(self):
        ranking = sorted(self.current, key=lambda each: self.current[each], reverse=True)
        return [(name, self.current[name][0]) for name in ranking]

    def threshold(self):
        if len(self.current) < self.k:
            return None
        return min(self.current.values())[0]
