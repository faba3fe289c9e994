class RateLimiter:
    """A sliding window and a token bucket for each client; a request has to pass both."""

    def __init__(self, limit: int, window: int, capacity: int, refill: int) -> None:
        """`limit` requests in any `window` ms; `capacity` tokens, one more every `refill` ms."""
        raise NotImplementedError("write your solution here")

    def allow(self, client: str, time: int, cost: int) -> bool:
        """Say whether the request is allowed, and if so, count it."""
        raise NotImplementedError("write your solution here")

    def retry_after(self, client: str, time: int, cost: int) -> int | None:
        """In how many ms would such a request be allowed? None if never."""
        raise NotImplementedError("write your solution here")

    def tokens(self, client: str, time: int) -> int:
        """How many whole tokens are in the client's bucket?"""
        raise NotImplementedError("write your solution here")
