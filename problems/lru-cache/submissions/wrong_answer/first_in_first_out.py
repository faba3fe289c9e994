"""Mistake: a plain dict keeps the order of insertion, so a get does not count as use."""


class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = {}
        self.hits = self.misses = self.evictions = 0

    def get(self, key, default):
        if key in self.items:
            self.hits += 1
        else:
            self.misses += 1
        return self.items.get(key, default)

    def put(self, key, value):
        evicted = None
        if key in self.items:
            del self.items[key]
        elif len(self.items) == self.capacity:
            evicted = next(iter(self.items))
            del self.items[evicted]
            self.evictions += 1
        self.items[key] = value
        return evicted

    def peek(self, key, default):
        return self.items.get(key, default)

    def remove(self, key):
        return self.items.pop(key, None) is not None

    def stats(self):
        return self.hits, self.misses, self.evictions

    def keys(self):
        return list(reversed(self.items))
