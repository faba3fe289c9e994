"""A min-heap of (score, -time, name); improved entries stay until they come to its top."""

import heapq


class StreamingTopK:
    def __init__(self, k):
        self.k = k
        self.time = 0
        self.heap = []
        self.current = {}

    def clean(self):
        while self.heap and self.current.get(self.heap[0][2]) != self.heap[0]:
            heapq.heappop(self.heap)

    def add(self, name, score):
        known = self.current.get(name)
        if known is not None and score <= known[0]:
            return None
        self.time += 1
        entry = (score, -self.time, name)
        self.current[name] = entry
        heapq.heappush(self.heap, entry)
        if len(self.current) <= self.k:
            return None
        self.clean()
        dropped = heapq.heappop(self.heap)[2]
        del self.current[dropped]
        return dropped

    def top(self):
        ranking = sorted(self.current.values(), reverse=True)
        return [(name, score) for score, _, name in ranking]

    def threshold(self):
        if len(self.current) < self.k:
            return None
        self.clean()
        return self.heap[0][0]
