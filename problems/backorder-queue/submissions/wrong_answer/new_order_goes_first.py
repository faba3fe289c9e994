"""Mistake: serves a new order from the stock at once if it fits, whoever waits before it."""

import heapq


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.heap = []
        self.waiting = {}
        self.placed = self.wanted = 0

    def order(self, name, quantity, priority):
        if quantity <= self.stock:
            self.stock -= quantity
            return [name]
        self.placed += 1
        rank = -priority if self.policy == "priority" else 0
        heapq.heappush(self.heap, (rank, self.placed, name))
        self.waiting[name] = (self.placed, quantity)
        self.wanted += quantity
        return []

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        if name not in self.waiting:
            return None
        self.wanted -= self.waiting.pop(name)[1]
        return self.serve()

    def status(self):
        return self.stock, len(self.waiting), self.wanted

    def serve(self):
        served = []
        while self.heap:
            _, placed, name = self.heap[0]
            current, quantity = self.waiting.get(name, (None, 0))
            if placed == current:
                if quantity > self.stock:
                    break
                self.stock -= quantity
                self.wanted -= quantity
                del self.waiting[name]
                served.append(name)
            heapq.heappop(self.heap)
        return served
