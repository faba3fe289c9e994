"""Mistake: the usual heap of size k; a name that comes again is in it twice."""

import heapq


class StreamingTopK:
    def __init__(self, k):
        self.k = k
        self.time = 0
        self.heap = []

    def add(self, name, score):
        self.time += 1
        heapq.heappush(self.heap, (score, -self.time, name))
        if len(self.heap) > self.k:
            return heapq.heappop(self.heap)[2]
        return None

    def top(self):
        return [(name, score) for score, _, name in sorted(self.heap, reverse=True)]

    def threshold(self):
        return self.heap[0][0] if len(self.heap) == self.k else None
