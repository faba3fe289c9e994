"""Mistake: keeps the symbols of every word of the text, so each merge goes through all of it."""

from collections import Counter
from itertools import pairwise


def train_bpe(
    words: list[str], n_merges: int
) -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    text = [[*word, "_"] for word in words]
    merges = []
    for _ in range(n_merges):
        pairs: Counter[tuple[str, str]] = Counter()
        for symbols in text:
            pairs.update(pairwise(symbols))
        best = min(pairs, key=lambda pair: (-pairs[pair], pair), default=None)
        if pairs[best] < 2:
            break
        merges.append(best)
        text = [merged(symbols, best) for symbols in text]
    return merges, dict(zip(words, text, strict=True))


def merged(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    result: list[str] = []
    for symbol in symbols:
        if result[-1:] == [pair[0]] and symbol == pair[1]:
            result[-1] += symbol
        else:
            result.append(symbol)
    return result
