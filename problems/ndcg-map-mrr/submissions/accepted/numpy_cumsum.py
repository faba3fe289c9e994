"""numpy for each query: a stable argsort, a vector of discounts, running counts of the relevant."""

import numpy as np


def ranking_metrics(scores: list[list[float]], grades: list[list[int]], k: int) -> dict[str, float]:
    longest = max((len(row) for row in grades), default=0)
    ranks = np.arange(1, longest + 1)
    discounts = 1 / np.log2(ranks + 1)
    totals = np.zeros(3)
    queries = 0
    for query_scores, query_grades in zip(scores, grades):
        grade = np.array(query_grades, dtype=np.int64)
        if not grade.any():
            continue
        order = np.argsort(-np.array(query_scores), kind="stable")
        shown = grade[order][:k]
        ideal = np.sort(grade)[::-1][:k]
        size = len(shown)
        gain = (np.exp2(shown) - 1) @ discounts[:size]
        best = (np.exp2(ideal) - 1) @ discounts[:size]
        hits = shown > 0
        precision = np.cumsum(hits) / ranks[:size]
        ap = precision[hits].sum() / min(np.count_nonzero(grade), k)
        rr = 1 / (np.argmax(hits) + 1) if hits.any() else 0.0
        totals += gain / best, ap, rr
        queries += 1
    ndcg, mean_ap, mrr = totals / max(queries, 1)
    return {"ndcg": float(ndcg), "map": float(mean_ap), "mrr": float(mrr)}
