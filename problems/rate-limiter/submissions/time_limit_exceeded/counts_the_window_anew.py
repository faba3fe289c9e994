"""Mistake: goes through all past requests of the client to count those within the window."""

from collections import defaultdict


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.refill = limit, window, refill
        self.full = capacity * refill
        self.times = defaultdict(list)
        self.full_at = defaultdict(int)

    def allow(self, client, time, cost):
        if self.retry_after(client, time, cost) != 0:
            return False
        self.times[client].append(time)
        self.full_at[client] = max(self.full_at[client], time) + cost * self.refill
        return True

    def retry_after(self, client, time, cost):
        spare = self.full - cost * self.refill
        if spare < 0:
            return None
        wait = max(0, self.full_at[client] - spare - time)
        times = self.times[client]
        count = sum(1 for past in times if past > time - self.window)
        if count >= self.limit:
            wait = max(wait, times[-self.limit] + self.window - time)
        return wait

    def tokens(self, client, time):
        return (self.full - max(0, self.full_at[client] - time)) // self.refill
