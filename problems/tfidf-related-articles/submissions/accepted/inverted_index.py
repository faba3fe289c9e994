"""An inverted index: each word knows its articles, so only articles that share a word are met."""

import heapq
from collections import defaultdict
from math import log2, sqrt


def words_of(text: str) -> list[str]:
    words = [""]
    for character in text:
        if character.isalnum():
            words[-1] += character.lower()
        elif words[-1]:
            words.append("")
    return [word for word in words if word]


def related_articles(articles: list[str], k: int) -> list[list[int]]:
    index: dict[str, dict[int, float]] = defaultdict(dict)
    for number, text in enumerate(articles):
        words = words_of(text)
        for word in words:
            share = index[word].get(number, 0.0)
            index[word][number] = share + 1 / len(words)
    lengths = [0.0] * len(articles)
    scores: list[dict[int, float]] = [defaultdict(float) for _ in articles]
    for postings in index.values():
        if len(postings) == len(articles):
            continue
        rarity = log2(len(articles) / len(postings))
        weights = {number: share * rarity for number, share in postings.items()}
        for a, left in weights.items():
            lengths[a] += left * left
            for b, right in weights.items():
                scores[a][b] += left * right
    related = []
    for a, found in enumerate(scores):
        found.pop(a, None)
        keys = [(round(-s / sqrt(lengths[a] * lengths[b]), 6), b) for b, s in found.items()]
        related.append([b for _, b in heapq.nsmallest(k, keys)])
    return related
