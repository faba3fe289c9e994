"""Mistake: the heap's entries have no time, so equal priorities go by name and FIFO does too."""

import heapq


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.heap = []
        self.wanted = 0

    def order(self, name, quantity, priority):
        rank = -priority if self.policy == "priority" else 0
        heapq.heappush(self.heap, (rank, name, quantity))
        self.wanted += quantity
        return self.serve()

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        for entry in self.heap:
            if entry[1] == name:
                self.heap.remove(entry)
                heapq.heapify(self.heap)
                self.wanted -= entry[2]
                return self.serve()
        return None

    def status(self):
        return self.stock, len(self.heap), self.wanted

    def serve(self):
        served = []
        while self.heap and self.heap[0][2] <= self.stock:
            _, name, quantity = heapq.heappop(self.heap)
            self.stock -= quantity
            self.wanted -= quantity
            served.append(name)
        return served
