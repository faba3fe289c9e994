def top_k_frequent(items: list[str], k: int) -> list[str]:
    """Return the k most frequent strings, most frequent first, ties in ascending order."""
    raise NotImplementedError("write your solution here")
