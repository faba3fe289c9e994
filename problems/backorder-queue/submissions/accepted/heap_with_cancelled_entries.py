"""A heap of orders; cancelled ones stay in it until they come to the head."""

import heapq
from itertools import count


class BackorderQueue:
    def __init__(self, stock: int, policy: str) -> None:
        self.stock = stock
        self.by_priority = policy == "priority"
        self.numbers = count()
        self.wanted = 0
        self.heap: list[tuple[int, int, str]] = []
        self.waiting: dict[str, tuple[int, int]] = {}

    def order(self, name: str, quantity: int, priority: int) -> list[str]:
        number = next(self.numbers)
        rank = -priority if self.by_priority else 0
        heapq.heappush(self.heap, (rank, number, name))
        self.waiting[name] = (number, quantity)
        self.wanted += quantity
        return self.serve()

    def restock(self, quantity: int) -> list[str]:
        self.stock += quantity
        return self.serve()

    def cancel(self, name: str) -> list[str] | None:
        if name not in self.waiting:
            return None
        self.wanted -= self.waiting.pop(name)[1]
        return self.serve()

    def status(self) -> tuple[int, int, int]:
        return self.stock, len(self.waiting), self.wanted

    def serve(self) -> list[str]:
        served = []
        while self.heap:
            _, number, name = self.heap[0]
            current, quantity = self.waiting.get(name, (None, None))
            if number == current:
                if quantity > self.stock:
                    break
                self.stock -= quantity
                self.wanted -= quantity
                del self.waiting[name]
                served.append(name)
            heapq.heappop(self.heap)
        return served
