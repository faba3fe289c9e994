class Counter:
    def __init__(self):
        self.total = 0

    def step(self, x):
        self.total += x
        return self.total
