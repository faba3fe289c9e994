def ranking_metrics(scores: list[list[float]], grades: list[list[int]], k: int) -> dict[str, float]:
    """Return the means of NDCG@k, AP@k and RR@k over the queries: "ndcg", "map", "mrr"."""
    raise NotImplementedError("write your solution here")
