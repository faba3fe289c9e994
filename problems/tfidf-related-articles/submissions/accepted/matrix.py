"""A matrix of weights with a column per word; all similarities are one product of matrices."""

import re

import numpy as np


def related_articles(articles: list[str], k: int) -> list[list[int]]:
    texts = [re.sub("[^a-z0-9]", " ", article.lower()).split() for article in articles]
    columns = {word: i for i, word in enumerate(sorted(set().union(*texts)))}
    counts = np.zeros((len(articles), len(columns)))
    for row, text in zip(counts, texts, strict=True):
        np.add.at(row, [columns[word] for word in text], 1)
    weights = counts * (np.log(len(articles)) - np.log((counts > 0).sum(axis=0)))
    lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    units = np.divide(weights, lengths, out=np.zeros_like(weights), where=lengths > 1e-9)
    similarities = (units @ units.T).round(6)
    related = []
    for i, row in enumerate(similarities):
        order = np.argsort(-row, kind="stable")
        related.append([int(j) for j in order if j != i and row[j] > 0][:k])
    return related
