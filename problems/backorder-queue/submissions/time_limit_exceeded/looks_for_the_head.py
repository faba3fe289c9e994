"""Mistake: finds the head by going through all waiting orders, and adds up what they want."""


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.waiting = {}
        self.placed = 0

    def order(self, name, quantity, priority):
        self.placed += 1
        rank = -priority if self.policy == "priority" else 0
        self.waiting[name] = (rank, self.placed, quantity)
        return self.serve()

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        return self.serve() if self.waiting.pop(name, None) else None

    def status(self):
        wanted = sum(quantity for _, _, quantity in self.waiting.values())
        return self.stock, len(self.waiting), wanted

    def serve(self):
        served = []
        while self.waiting:
            name = min(self.waiting, key=self.waiting.__getitem__)
            quantity = self.waiting[name][2]
            if quantity > self.stock:
                break
            self.stock -= quantity
            del self.waiting[name]
            served.append(name)
        return served
