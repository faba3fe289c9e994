"""Mistake: keeps time stamps and looks for the smallest one at each eviction."""


class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.values = {}
        self.used = {}
        self.time = 0
        self.hits = self.misses = self.evictions = 0

    def use(self, key):
        self.time += 1
        self.used[key] = self.time

    def get(self, key, default):
        if key not in self.values:
            self.misses += 1
            return default
        self.hits += 1
        self.use(key)
        return self.values[key]

    def put(self, key, value):
        evicted = None
        if key not in self.values and len(self.values) == self.capacity:
            evicted = min(self.used, key=lambda each: self.used[each])
            del self.values[evicted], self.used[evicted]
            self.evictions += 1
        self.values[key] = value
        self.use(key)
        return evicted

    def peek(self, key, default):
        return self.values.get(key, default)

    def remove(self, key):
        self.used.pop(key, None)
        return self.values.pop(key, None) is not None

    def stats(self):
        return self.hits, self.misses, self.evictions

    def keys(self):
        return sorted(self.used, key=lambda each: -self.used[each])
