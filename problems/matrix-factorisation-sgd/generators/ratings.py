"""Print the input of one test: ratings from 1 to 5 of random pairs, vectors, and the settings."""

import argparse
import json
import random


def vectors(rng: random.Random, rows: int, options: argparse.Namespace) -> list[list[float]]:
    width = options.width
    return [[round(rng.uniform(-width, width), 3) for _ in range(options.f)] for _ in range(rows)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="ratings")
    parser.add_argument("--a", type=int, required=True, help="users")
    parser.add_argument("--b", type=int, required=True, help="items")
    parser.add_argument("--f", type=int, required=True, help="factors")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True, help="learning_rate")
    parser.add_argument("--reg", type=float, required=True, help="regularisation")
    parser.add_argument("--width", type=float, default=0.8, help="vectors lie within +-width")
    parser.add_argument("--used", type=int, help="how many users and items have ratings")
    parser.add_argument("--sort", choices=["users", "items", "ratings"])
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    users = rng.sample(range(options.a), options.used or options.a)
    items = rng.sample(range(options.b), options.used or options.b)
    rows = [
        (rng.choice(users), rng.choice(items), rng.randrange(2, 11) / 2) for _ in range(options.n)
    ]
    if options.sort:
        column = ["users", "items", "ratings"].index(options.sort)
        rows.sort(key=lambda row: row[column], reverse=options.sort == "ratings")
    table = [list(column) for column in zip(*rows, strict=True)]
    P = vectors(rng, options.a, options)
    Q = vectors(rng, options.b, options)
    settings = [options.rate, options.reg, options.epochs]
    print(json.dumps([*table, P, Q, *settings], separators=(",", ":")))


if __name__ == "__main__":
    main()
