"""Mistake: improved entries stay in the heap, and their names are dropped when they come up."""

import heapq


class StreamingTopK:
    def __init__(self, k):
        self.k = k
        self.time = 0
        self.heap = []
        self.current = {}

    def add(self, name, score):
        known = self.current.get(name)
        if known is not None and score <= known[0]:
            return None
        self.time += 1
        self.current[name] = (score, -self.time, name)
        heapq.heappush(self.heap, self.current[name])
        if len(self.current) <= self.k:
            return None
        dropped = heapq.heappop(self.heap)[2]
        self.current.pop(dropped, None)
        return dropped

    def top(self):
        ranking = sorted(self.current.values(), reverse=True)
        return [(name, score) for score, _, name in ranking]

    def threshold(self):
        return self.heap[0][0] if len(self.current) == self.k else None
