"""Plain Python: dicts hold the ratings there are, and a similarity is computed when needed."""

import heapq
import math
from functools import cache


def item_item_cf(ratings, k, min_overlap):
    users = [{i: r for i, r in enumerate(row) if r} for row in ratings.tolist()]
    everything = [r for given in users for r in given.values()]
    overall = math.fsum(everything) / len(everything)
    means = [math.fsum(given.values()) / len(given) if given else overall for given in users]
    raters = [
        {u: given[i] - means[u] for u, given in enumerate(users) if i in given}
        for i in range(ratings.shape[1])
    ]

    @cache
    def similarity(i: int, j: int) -> float:
        if i > j:
            return similarity(j, i)
        both = raters[i].keys() & raters[j].keys()
        if len(both) < min_overlap:
            return 0.0
        a = math.hypot(*(raters[i][u] for u in both))
        b = math.hypot(*(raters[j][u] for u in both))
        if a == 0 or b == 0:
            return 0.0
        return math.fsum(raters[i][u] * raters[j][u] for u in both) / a / b

    def predict(u: int, i: int) -> float:
        candidates = [(similarity(i, j), r) for j, r in users[u].items()]
        near = heapq.nlargest(k, (pair for pair in candidates if pair[0] > 0))
        if not near:
            return means[u]
        return math.fsum(s * r for s, r in near) / math.fsum(s for s, _ in near)

    return [
        [given[i] if i in given else predict(u, i) for i in range(ratings.shape[1])]
        for u, given in enumerate(users)
    ]
