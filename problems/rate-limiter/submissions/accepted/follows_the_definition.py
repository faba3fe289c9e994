"""A small class per client that brings window and bucket up to date at every call."""

from collections import deque


class Client:
    def __init__(self, content, time):
        self.content = content
        self.time = time
        self.allowed = deque()


class RateLimiter:
    def __init__(self, limit, window, capacity, refill):
        self.limit = limit
        self.window = window
        self.capacity = capacity
        self.refill = refill
        self.clients = {}

    def at(self, name, time):
        client = self.clients.get(name)
        if client is None:
            client = self.clients[name] = Client(self.capacity * self.refill, time)
        content = client.content + time - client.time
        client.content = min(content, self.capacity * self.refill)
        client.time = time
        while client.allowed and client.allowed[0] <= time - self.window:
            client.allowed.popleft()
        return client

    def allow(self, name, time, cost):
        client = self.at(name, time)
        if len(client.allowed) >= self.limit or client.content < cost * self.refill:
            return False
        client.allowed.append(time)
        client.content -= cost * self.refill
        return True

    def retry_after(self, name, time, cost):
        if cost > self.capacity:
            return None
        client = self.at(name, time)
        for_bucket = cost * self.refill - client.content
        for_window = 0
        if len(client.allowed) == self.limit:
            for_window = client.allowed[0] + self.window - time
        return max(0, for_bucket, for_window)

    def tokens(self, name, time):
        return self.at(name, time).content // self.refill
