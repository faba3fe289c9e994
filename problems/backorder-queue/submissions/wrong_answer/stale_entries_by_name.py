"""Mistake: tells stale entries by name alone; they come to life when the name is used again."""

import heapq


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.heap = []
        self.waiting = {}
        self.placed = self.wanted = 0

    def order(self, name, quantity, priority):
        self.placed += 1
        rank = -priority if self.policy == "priority" else 0
        heapq.heappush(self.heap, (rank, self.placed, name))
        self.waiting[name] = quantity
        self.wanted += quantity
        return self.serve()

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        if name not in self.waiting:
            return None
        self.wanted -= self.waiting.pop(name)
        return self.serve()

    def status(self):
        return self.stock, len(self.waiting), self.wanted

    def serve(self):
        served = []
        while self.heap:
            name = self.heap[0][2]
            if name in self.waiting:
                if self.waiting[name] > self.stock:
                    break
                quantity = self.waiting.pop(name)
                self.stock -= quantity
                self.wanted -= quantity
                served.append(name)
            heapq.heappop(self.heap)
        return served
