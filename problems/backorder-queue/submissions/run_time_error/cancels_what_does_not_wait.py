"""Mistake: expects that every name to be cancelled waits."""

from bisect import bisect_left, insort


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.queue = []
        self.entries = {}
        self.time = self.wanted = 0

    def order(self, name, quantity, priority):
        self.time -= 1
        entry = (priority if self.policy == "priority" else 0, self.time, name, quantity)
        insort(self.queue, entry)
        self.entries[name] = entry
        self.wanted += quantity
        return self.serve()

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        entry = self.entries.pop(name)
        del self.queue[bisect_left(self.queue, entry)]
        self.wanted -= entry[3]
        return self.serve()

    def status(self):
        return self.stock, len(self.queue), self.wanted

    def serve(self):
        served = []
        while self.queue and self.queue[-1][3] <= self.stock:
            _, _, name, quantity = self.queue.pop()
            del self.entries[name]
            self.stock -= quantity
            self.wanted -= quantity
            served.append(name)
        return served
