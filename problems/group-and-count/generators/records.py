"""Print the input of one test: a JSON array that holds the records and the key fields.

Shapes:
    types           two key fields with values of all types that are easily confused, or none
    few             five values of one key field
    pairs           every key twice, in random order
    distinct        every key once
    ten-and-nine    a group of nine, then one of ten
"""

import argparse
import json
import random

Records = list[dict[str, object]]
CONFUSED = [0, 1, False, True, "", "0", "1", None, "None", "a", "A", " a"]


def types(rng: random.Random, n: int) -> tuple[Records, list[str]]:
    records = []
    for number in range(n):
        record: dict[str, object] = {"c": number, "version": rng.randint(-3, 3)}
        for field in ("a", "b"):
            if rng.random() < 0.9:
                record[field] = rng.choice(CONFUSED)
        records.append(record)
    return records, ["b", "a"]


def few(rng: random.Random, n: int) -> tuple[Records, list[str]]:
    records = [
        {"a": rng.choice("vwxyz"), "c": number, "version": rng.randint(0, n // 4)}
        for number in range(n)
    ]
    return records, ["a"]


def pairs(rng: random.Random, n: int) -> tuple[Records, list[str]]:
    names = 2 * [number % 50 - number for number in range(n // 2)]
    rng.shuffle(names)
    records = [
        {"a": name % 7, "b": f"u{name}", "c": number, "version": rng.randint(0, 2)}
        for number, name in enumerate(names)
    ]
    return records, ["a", "b"]


def distinct(rng: random.Random, n: int) -> tuple[Records, list[str]]:
    return [{"a": name, "version": 1} for name in rng.sample(range(10 * n), n)], ["a"]


def ten_and_nine(rng: random.Random, n: int) -> tuple[Records, list[str]]:
    return [{"a": number < n // 2, "c": number, "version": 0} for number in range(n)], ["a"]


SHAPES = {
    "types": types,
    "few": few,
    "pairs": pairs,
    "distinct": distinct,
    "ten-and-nine": ten_and_nine,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    arguments = SHAPES[options.shape](random.Random(options.seed), options.n)
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
