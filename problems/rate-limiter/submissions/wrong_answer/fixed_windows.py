"""Mistake: counts per window of the clock, 0 to window - 1 and so on, instead of a sliding one."""

from collections import defaultdict


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.refill = limit, window, refill
        self.full = capacity * refill
        self.counts = defaultdict(int)
        self.full_at = defaultdict(int)

    def allow(self, client, time, cost):
        if self.retry_after(client, time, cost) != 0:
            return False
        self.counts[client, time // self.window] += 1
        self.full_at[client] = max(self.full_at[client], time) + cost * self.refill
        return True

    def retry_after(self, client, time, cost):
        spare = self.full - cost * self.refill
        if spare < 0:
            return None
        wait = max(0, self.full_at[client] - spare - time)
        if self.counts[client, time // self.window] >= self.limit:
            wait = max(wait, self.window - time % self.window)
        return wait

    def tokens(self, client, time):
        return (self.full - max(0, self.full_at[client] - time)) // self.refill
