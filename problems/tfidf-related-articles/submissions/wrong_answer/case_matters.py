"""Mistake: keeps capital letters apart."""

import math
import re
from collections import Counter


def related_articles(articles: list[str], k: int) -> list[list[int]]:
    counts = [Counter(re.findall("[A-Za-z0-9]+", article)) for article in articles]
    frequency = Counter(word for count in counts for word in count)
    vectors = [
        {word: n * math.log(len(articles) / frequency[word]) for word, n in count.items()}
        for count in counts
    ]
    norms = [math.hypot(*vector.values()) for vector in vectors]
    related = []
    for i, vector in enumerate(vectors):
        ranking = []
        for j, other in enumerate(vectors):
            product = sum(weight * other.get(word, 0) for word, weight in vector.items())
            if i != j and product > 0:
                ranking.append((-round(product / (norms[i] * norms[j]), 6), j))
        related.append([j for _, j in sorted(ranking)[:k]])
    return related
