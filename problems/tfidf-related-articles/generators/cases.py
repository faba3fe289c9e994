"""Print the input of one test: articles of made-up words about a few topics, and k."""

import argparse
import json
import random

SYLLABLES = ["ba", "co", "di", "fe", "gu", "ka", "lo", "mi", "ne", "pu", "ra", "so", "ti", "vu"]


def make_words(rng: random.Random, how_many: int) -> list[str]:
    """Distinct words of two or three syllables."""
    found: dict[str, None] = {}
    while len(found) < how_many:
        found["".join(rng.choices(SYLLABLES, k=rng.randrange(2, 4)))] = None
    return list(found)


def write(rng: random.Random, words: list[str]) -> str:
    """The words as text: some capital letters, some punctuation."""
    parts = []
    for word in words:
        shown = word.capitalize() if rng.random() < 0.2 else word
        parts.append(shown + rng.choice([" ", " ", " ", " ", ", ", ". ", "-", "; "]))
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="articles")
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--words", type=int, default=40, help="words of an article, about")
    parser.add_argument("--vocabulary", type=int, default=300)
    parser.add_argument("--topics", type=int, default=5)
    parser.add_argument("--copies", type=float, default=0.0, help="share of reordered copies")
    parser.add_argument("--common", type=int, default=0, help="words that every article has")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    vocabulary = make_words(rng, options.vocabulary)
    shared, rest = vocabulary[: options.common], vocabulary[options.common :]
    topics = [rng.sample(rest, len(rest) // 4) for _ in range(options.topics)]
    drawn: list[list[str]] = []
    for _ in range(options.n):
        if drawn and rng.random() < options.copies:
            words = rng.choice(drawn).copy()
        else:
            topic = rng.choice(topics)
            weights = [1 / rank for rank in range(1, len(topic) + 1)]
            length = rng.randrange(options.words // 2, options.words * 3 // 2)
            words = rng.choices(topic, weights, k=length) + shared
        rng.shuffle(words)
        drawn.append(words)
    articles = [write(rng, words) for words in drawn]
    print(json.dumps([articles, options.k], separators=(",", ":")))


if __name__ == "__main__":
    main()
