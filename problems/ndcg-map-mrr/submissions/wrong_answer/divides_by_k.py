"""Mistake: divides AP by k, though there may be fewer relevant documents."""

import math


def ranking_metrics(scores: list[list[float]], grades: list[list[int]], k: int) -> dict[str, float]:
    rows = [query(*documents, k) for documents in zip(scores, grades) if any(documents[1])]
    columns = zip(*rows) if rows else [[0], [0], [0]]
    return {name: sum(c) / len(c) for name, c in zip(["ndcg", "map", "mrr"], columns)}


def query(scores: list[float], grades: list[int], k: int) -> tuple[float, float, float]:
    ranking = sorted(range(len(scores)), key=lambda document: -scores[document])
    shown = [grades[document] for document in ranking[:k]]
    ndcg = dcg(shown) / dcg(sorted(grades, reverse=True)[:k])

    precisions = []
    reciprocal_rank = 0
    for rank, grade in enumerate(shown, start=1):
        if grade:
            precisions.append((len(precisions) + 1) / rank)
            reciprocal_rank = max(reciprocal_rank, 1 / rank)
    relevant = sum(grade > 0 for grade in grades)
    return ndcg, sum(precisions) / k, reciprocal_rank


def dcg(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank) for rank, grade in enumerate(grades, start=2))
