"""Keeps the last `limit` times of a client, and the time at which its bucket will be full."""

from collections import defaultdict, deque


class RateLimiter:
    def __init__(self, limit: int, window: int, capacity: int, refill: int) -> None:
        self.limit, self.window, self.refill = limit, window, refill
        self.full = capacity * refill
        self.times: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=limit))
        self.full_at: dict[str, int] = defaultdict(int)

    def allow(self, client: str, time: int, cost: int) -> bool:
        if self.retry_after(client, time, cost) != 0:
            return False
        self.times[client].append(time)
        self.full_at[client] = max(self.full_at[client], time) + cost * self.refill
        return True

    def retry_after(self, client: str, time: int, cost: int) -> int | None:
        spare = self.full - cost * self.refill
        if spare < 0:
            return None
        wait = max(0, self.full_at[client] - spare - time)
        times = self.times[client]
        if len(times) == self.limit:
            wait = max(wait, times[0] + self.window - time)
        return wait

    def tokens(self, client: str, time: int) -> int:
        return (self.full - max(0, self.full_at[client] - time)) // self.refill
