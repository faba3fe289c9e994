"""Mistake: replaces the value of a known key without making it the most recently used one."""

from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = OrderedDict()
        self.hits = self.misses = self.evictions = 0

    def get(self, key, default):
        if key not in self.items:
            self.misses += 1
            return default
        self.hits += 1
        self.items.move_to_end(key)
        return self.items[key]

    def put(self, key, value):
        evicted = None
        if key not in self.items and len(self.items) == self.capacity:
            evicted, _ = self.items.popitem(last=False)
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
