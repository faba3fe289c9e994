"""Mistake: a client enters the dictionary with its first call of allow, but others ask before."""


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit, self.window, self.refill = limit, window, refill
        self.full = capacity * refill
        self.times = {}
        self.full_at = {}

    def allow(self, client, time, cost):
        self.times.setdefault(client, [])
        self.full_at.setdefault(client, 0)
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
        if len(times) >= self.limit:
            wait = max(wait, times[-self.limit] + self.window - time)
        return wait

    def tokens(self, client, time):
        return (self.full - max(0, self.full_at[client] - time)) // self.refill
