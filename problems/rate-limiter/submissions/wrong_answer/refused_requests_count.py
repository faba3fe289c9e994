"""Mistake: writes a request into the window before deciding whether it is allowed."""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.refill = limit, window, refill
        self.full = capacity * refill
        self.times = defaultdict(lambda: deque(maxlen=limit))
        self.full_at = defaultdict(int)

    def allow(self, client, time, cost):
        allowed = self.retry_after(client, time, cost) == 0
        self.times[client].append(time)
        if allowed:
            self.full_at[client] = max(self.full_at[client], time) + cost * self.refill
        return allowed

    def retry_after(self, client, time, cost):
        spare = self.full - cost * self.refill
        if spare < 0:
            return None
        wait = max(0, self.full_at[client] - spare - time)
        times = self.times[client]
        if len(times) == self.limit:
            wait = max(wait, times[0] + self.window - time)
        return wait

    def tokens(self, client, time):
        return (self.full - max(0, self.full_at[client] - time)) // self.refill
