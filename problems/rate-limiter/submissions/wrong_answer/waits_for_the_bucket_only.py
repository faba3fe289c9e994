"""Mistake: retry_after forgets the window."""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.refill = limit, window, refill
        self.full = capacity * refill
        self.times = defaultdict(lambda: deque(maxlen=limit))
        self.full_at = defaultdict(int)

    def allow(self, client, time, cost):
        times = self.times[client]
        if len(times) == self.limit and times[0] + self.window > time:
            return False
        if self.retry_after(client, time, cost) != 0:
            return False
        times.append(time)
        self.full_at[client] = max(self.full_at[client], time) + cost * self.refill
        return True

    def retry_after(self, client, time, cost):
        spare = self.full - cost * self.refill
        return None if spare < 0 else max(0, self.full_at[client] - spare - time)

    def tokens(self, client, time):
        return (self.full - max(0, self.full_at[client] - time)) // self.refill
