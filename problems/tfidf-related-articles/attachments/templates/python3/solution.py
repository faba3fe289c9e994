def related_articles(articles: list[str], k: int) -> list[list[int]]:
    """Return for each article the indices of its up to k most similar ones, most similar first."""
    raise NotImplementedError("write your solution here")
