class BackorderQueue:
    """Orders that wait for stock, served from the head of a queue."""

    def __init__(self, stock: int, policy: str) -> None:
        """Begin with so many pieces; the policy is "fifo" or "priority"."""
        raise NotImplementedError("write your solution here")

    def order(self, name: str, quantity: int, priority: int) -> list[str]:
        """Place an order; return the names of the orders that are served now."""
        raise NotImplementedError("write your solution here")

    def restock(self, quantity: int) -> list[str]:
        """Add pieces to the stock; return the names of the orders that are served now."""
        raise NotImplementedError("write your solution here")

    def cancel(self, name: str) -> list[str] | None:
        """Take an order out; return who is served now, or None if no such order waits."""
        raise NotImplementedError("write your solution here")

    def status(self) -> tuple[int, int, int]:
        """Return pieces in stock, number of waiting orders, pieces they want altogether."""
        raise NotImplementedError("write your solution here")
