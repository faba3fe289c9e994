"""Mistake: adds whole tokens and sets the clock to now, so that fractions of a token are lost."""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.capacity, self.refill = limit, window, capacity, refill
        self.times = defaultdict(lambda: deque(maxlen=limit))
        self.content = {}
        self.seen = {}

    def update(self, client, time):
        content = self.content.get(client, self.capacity)
        gained = (time - self.seen.get(client, time)) // self.refill
        self.content[client] = min(content + gained, self.capacity)
        self.seen[client] = time

    def allow(self, client, time, cost):
        if self.retry_after(client, time, cost) != 0:
            return False
        self.times[client].append(time)
        self.content[client] -= cost
        return True

    def retry_after(self, client, time, cost):
        if cost > self.capacity:
            return None
        self.update(client, time)
        wait = max(0, (cost - self.content[client]) * self.refill)
        times = self.times[client]
        if len(times) == self.limit:
            wait = max(wait, times[0] + self.window - time)
        return wait

    def tokens(self, client, time):
        self.update(client, time)
        return self.content[client]
