"""Mistake: the bucket gains tokens without end during a long pause."""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.capacity, self.refill = limit, window, capacity, refill
        self.times = defaultdict(lambda: deque(maxlen=limit))
        self.state = {}

    def content(self, client, time):
        content, seen = self.state.get(client, (self.capacity * self.refill, time))
        return content + time - seen

    def allow(self, client, time, cost):
        if self.retry_after(client, time, cost) != 0:
            return False
        self.times[client].append(time)
        self.state[client] = (self.content(client, time) - cost * self.refill, time)
        return True

    def retry_after(self, client, time, cost):
        if cost > self.capacity:
            return None
        wait = max(0, cost * self.refill - self.content(client, time))
        times = self.times[client]
        if len(times) == self.limit:
            wait = max(wait, times[0] + self.window - time)
        return wait

    def tokens(self, client, time):
        return self.content(client, time) // self.refill
