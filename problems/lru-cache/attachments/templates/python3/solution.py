class LRUCache:
    """A cache that evicts the least recently used key."""

    def __init__(self, capacity: int) -> None:
        """Begin with an empty cache for so many keys."""
        raise NotImplementedError("write your solution here")

    def get(self, key: str, default: int) -> int:
        """Return the key's value and use it; count a hit or a miss."""
        raise NotImplementedError("write your solution here")

    def put(self, key: str, value: int) -> str | None:
        """Store the value and use the key; return the key that was evicted, if one was."""
        raise NotImplementedError("write your solution here")

    def peek(self, key: str, default: int) -> int:
        """Return the key's value without using it."""
        raise NotImplementedError("write your solution here")

    def remove(self, key: str) -> bool:
        """Take the key out; return whether it was there."""
        raise NotImplementedError("write your solution here")

    def stats(self) -> tuple[int, int, int]:
        """Return the numbers of hits, misses and evictions."""
        raise NotImplementedError("write your solution here")

    def keys(self) -> list[str]:
        """Return the keys, the most recently used one first."""
        raise NotImplementedError("write your solution here")
