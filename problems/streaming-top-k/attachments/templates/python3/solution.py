class StreamingTopK:
    """The k best names of a stream, each with its best score."""

    def __init__(self, k: int) -> None:
        """Begin with an empty top of at most k entries."""
        raise NotImplementedError("write your solution here")

    def add(self, name: str, score: int) -> str | None:
        """Offer a result; return the name that is dropped, if one is."""
        raise NotImplementedError("write your solution here")

    def top(self) -> list[tuple[str, int]]:
        """Return the entries as (name, score), best first."""
        raise NotImplementedError("write your solution here")

    def threshold(self) -> int | None:
        """Return the last entry's score if there are k entries, else None."""
        raise NotImplementedError("write your solution here")
