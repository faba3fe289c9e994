"""Print the input of one test: a text of random words, frequent ones and rare ones."""

import argparse
import json
import random
import string


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--distinct", type=int, required=True)
    parser.add_argument("--n", type=int, required=True, help="words of the text")
    parser.add_argument("--letters", type=int, default=26, help="size of the alphabet")
    parser.add_argument("--syllables", action="store_true", help="words of few syllables")
    parser.add_argument("--merges", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    alphabet = string.ascii_lowercase[: options.letters]
    syllables = [
        "".join(rng.choices("bdfgklmnprstvz", k=rng.choice([1, 1, 2])))
        + rng.choice("aeiou")
        + rng.choice(["", "", "n", "r", "st"])
        for _ in range(40)
    ]
    found: dict[str, None] = {}
    while len(found) < options.distinct:
        if options.syllables:
            word = "".join(rng.choices(syllables, k=rng.randrange(1, 5)))
        else:
            word = "".join(rng.choices(alphabet, k=rng.randrange(1, 13)))
        if len(word) <= 15:
            found[word] = None
    distinct = list(found)
    weights = [1 / rank for rank in range(1, len(distinct) + 1)]
    words = distinct + rng.choices(distinct, weights, k=options.n - len(distinct))
    rng.shuffle(words)
    print(json.dumps([words, options.merges], separators=(",", ":")))


if __name__ == "__main__":
    main()
