"""A dictionary to the nodes of a ring; the sentinel's neighbours are the newest and the oldest."""


class Node:
    __slots__ = ("key", "value", "newer", "older")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.newer = self.older = self


class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        self.sentinel = Node(None, None)  # its `older` is the newest node, its `newer` the oldest
        self.hits = self.misses = self.evictions = 0

    def unlink(self, node):
        node.newer.older = node.older
        node.older.newer = node.newer

    def link(self, node):
        newest = self.sentinel.older
        node.newer, node.older = self.sentinel, newest
        newest.newer = self.sentinel.older = node

    def get(self, key, default):
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self.unlink(node)
        self.link(node)
        return node.value

    def put(self, key, value):
        evicted = None
        node = self.nodes.get(key)
        if node is not None:
            self.unlink(node)
            node.value = value
        else:
            if len(self.nodes) == self.capacity:
                oldest = self.sentinel.newer
                self.unlink(oldest)
                evicted = oldest.key
                del self.nodes[evicted]
                self.evictions += 1
            node = self.nodes[key] = Node(key, value)
        self.link(node)
        return evicted

    def peek(self, key, default):
        return self.nodes[key].value if key in self.nodes else default

    def remove(self, key):
        node = self.nodes.pop(key, None)
        if node is not None:
            self.unlink(node)
        return node is not None

    def stats(self):
        return self.hits, self.misses, self.evictions

    def keys(self):
        keys = []
        node = self.sentinel.older
        while node is not self.sentinel:
            keys.append(node.key)
            node = node.older
        return keys
