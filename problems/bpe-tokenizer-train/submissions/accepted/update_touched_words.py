"""Keep the counts of pairs, and an index of the words with each: a merge touches only these."""

import heapq
from collections import Counter, defaultdict
from itertools import pairwise


class Trainer:
    def __init__(self, words):
        self.counts = Counter(words)
        self.symbols = {word: list(word) + ["_"] for word in self.counts}
        self.pairs = Counter()
        self.where = defaultdict(set)
        self.heap = []
        for word in self.counts:
            self.add(word, 1)

    def add(self, word, sign):
        for pair in pairwise(self.symbols[word]):
            self.pairs[pair] += sign * self.counts[word]
            self.where[pair].add(word)
            heapq.heappush(self.heap, (-self.pairs[pair], pair))

    def best(self):
        # Entries of counts that have changed since are out of date.
        while self.heap and -self.heap[0][0] != self.pairs[self.heap[0][1]]:
            heapq.heappop(self.heap)
        if not self.heap or self.heap[0][0] > -2:
            return None
        return self.heap[0][1]

    def merge(self, pair):
        left, right = pair
        for word in list(self.where[pair]):
            self.add(word, -1)
            old, new = self.symbols[word], []
            i = 0
            while i < len(old):
                if old[i] == left and i + 1 < len(old) and old[i + 1] == right:
                    new.append(left + right)
                    i += 2
                else:
                    new.append(old[i])
                    i += 1
            self.symbols[word] = new
            self.add(word, 1)


def train_bpe(words, n_merges):
    trainer = Trainer(words)
    merges = []
    while len(merges) < n_merges:
        pair = trainer.best()
        if pair is None:
            break
        merges.append(pair)
        trainer.merge(pair)
    return merges, trainer.symbols
