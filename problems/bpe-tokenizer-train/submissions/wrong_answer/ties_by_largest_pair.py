"""Mistake: takes the largest pair among equals."""

from collections import Counter
from itertools import pairwise


def train_bpe(
    words: list[str], n_merges: int
) -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    counts = Counter(words)
    tokens = {word: [*word, "_"] for word in counts}
    merges = []
    for _ in range(n_merges):
        pairs: Counter[tuple[str, str]] = Counter()
        for word, symbols in tokens.items():
            for pair in pairwise(symbols):
                pairs[pair] += counts[word]
        best = max(pairs, key=lambda pair: (pairs[pair], pair), default=None)
        if pairs[best] < 2:
            break
        merges.append(best)
        tokens = {word: merged(symbols, best) for word, symbols in tokens.items()}
    return merges, tokens


def merged(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    result: list[str] = []
    for symbol in symbols:
        # What was just merged is longer than the left symbol, so it is never merged again.
        if result[-1:] == [pair[0]] and symbol == pair[1]:
            result[-1] += symbol
        else:
            result.append(symbol)
    return result
