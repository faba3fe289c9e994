"""An OrderedDict in the order of use: the oldest key first, the newest last."""

from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.items: OrderedDict[str, int] = OrderedDict()
        self.hits = 0
        self.misses = 0
        self.evictions = 0

    def get(self, key: str, default: int) -> int:
        if key not in self.items:
            self.misses += 1
            return default
        self.hits += 1
        self.items.move_to_end(key)
        return self.items[key]

    def put(self, key: str, value: int) -> str | None:
        evicted = None
        if key not in self.items and len(self.items) == self.capacity:
            evicted, _ = self.items.popitem(last=False)
            self.evictions += 1
        self.items[key] = value
        self.items.move_to_end(key)
        return evicted

    def peek(self, key: str, default: int) -> int:
        return self.items.get(key, default)

    def remove(self, key: str) -> bool:
        return self.items.pop(key, None) is not None

    def stats(self) -> tuple[int, int, int]:
        return self.hits, self.misses, self.evictions

    def keys(self) -> list[str]:
        return list(reversed(self.items))
