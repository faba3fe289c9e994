"""Mistake: gives the head what there is and lets it wait for the rest."""

from collections import deque


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.queue = deque()

    def order(self, name, quantity, priority):
        place = len(self.queue)
        while self.policy == "priority" and place and self.queue[place - 1][2] < priority:
            place -= 1
        self.queue.insert(place, [name, quantity, priority])
        return self.serve()

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        for entry in self.queue:
            if entry[0] == name:
                self.queue.remove(entry)
                return self.serve()
        return None

    def status(self):
        return self.stock, len(self.queue), sum(entry[1] for entry in self.queue)

    def serve(self):
        served = []
        while self.queue and self.stock:
            head = self.queue[0]
            given = min(self.stock, head[1])
            self.stock -= given
            head[1] -= given
            if head[1] == 0:
                served.append(self.queue.popleft()[0])
        return served
