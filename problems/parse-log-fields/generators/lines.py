"""Print the input of one test: a JSON array that holds the lines.

Shapes:
    good        well-formed lines of up to 8 fields
    damaged     the same with one character dropped, doubled or exchanged in half of them
    characters  up to 12 characters of those that matter
    long        lines of 100 fields
    quotes      one quoted value of 2000 characters, half of them escapes; some never end
"""

import argparse
import json
import random

BARE = "1 -20 0.5 -3.25 007 true false 1e5 x a\\b 12:30 5. True".split() + [""]
PIECES = ["a", "n", "t", " ", "=", "5", "x y", '\\"', "\\\\", "\\n", "\\t", "\\\\n"]
WEIGHTY = 'ab15.-= ="\\nt_'


def field(rng: random.Random) -> str:
    key = "".join(rng.choices("abkn_-.0", k=rng.randint(1, 3)))
    form = rng.random()
    if form < 0.15:
        return key
    if form < 0.6:
        return f"{key}={rng.choice(BARE)}"
    return f'{key}="{"".join(rng.choices(PIECES, k=rng.randint(0, 5)))}"'


def good(rng: random.Random, fields: int) -> str:
    spaces = [" " * rng.choice([1, 1, 1, 2, 4]) for _ in range(fields)]
    text = "".join(field(rng) + space for space in spaces)
    return text if rng.random() < 0.2 else text.rstrip(" ")


def damaged(rng: random.Random) -> str:
    text = good(rng, rng.randint(1, 5))
    if rng.random() < 0.5:
        place = rng.randrange(len(text))
        new = rng.choice(["", 2 * text[place], rng.choice(WEIGHTY)])
        text = text[:place] + new + text[place + 1 :]
    return text


def quotes(rng: random.Random) -> str:
    pairs = "".join(rng.choices(["\\\\", '\\"', "\\n", "ab", "\\t"], k=950))
    return f'm="{pairs}' + rng.choice(['"', '" k=1', "", '"x', '\\q"'])


def line(rng: random.Random, shape: str) -> str:
    if shape == "good":
        return good(rng, rng.randint(1, 8))
    if shape == "damaged":
        return damaged(rng)
    if shape == "characters":
        return "".join(rng.choices(WEIGHTY, k=rng.randint(1, 12)))
    if shape == "long":
        return good(rng, 100)
    return quotes(rng)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(json.dumps([[line(rng, options.shape) for _ in range(options.n)]]))


if __name__ == "__main__":
    main()
