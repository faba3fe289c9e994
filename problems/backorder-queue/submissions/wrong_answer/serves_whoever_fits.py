"""Mistake: walks the whole queue and serves every order that fits, past a head that does not."""


class BackorderQueue:
    def __init__(self, stock, policy):
        self.stock, self.policy = stock, policy
        self.queue = []

    def order(self, name, quantity, priority):
        self.queue.append((name, quantity, priority))
        if self.policy == "priority":
            self.queue.sort(key=lambda entry: -entry[2])
        return self.serve()

    def restock(self, quantity):
        self.stock += quantity
        return self.serve()

    def cancel(self, name):
        kept = [entry for entry in self.queue if entry[0] != name]
        if len(kept) == len(self.queue):
            return None
        self.queue = kept
        return self.serve()

    def status(self):
        return self.stock, len(self.queue), sum(entry[1] for entry in self.queue)

    def serve(self):
        served = []
        for entry in list(self.queue):
            if entry[1] <= self.stock:
                self.stock -= entry[1]
                self.queue.remove(entry)
                served.append(entry[0])
        return served
