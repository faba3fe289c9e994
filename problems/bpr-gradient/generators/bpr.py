"""Print the input of one test: vectors, biases, triples and the regularisation."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--a", type=int, required=True, help="users")
    parser.add_argument("--b", type=int, required=True, help="items")
    parser.add_argument("--f", type=int, required=True, help="factors")
    parser.add_argument("--n", type=int, required=True, help="triples")
    parser.add_argument("--reg", type=float, required=True, help="regularisation")
    parser.add_argument("--chosen", type=int, help="how many items are ever chosen")
    parser.add_argument("--width", type=float, default=1.0, help="entries lie within +-width")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def numbers(count: int) -> list[float]:
        return [round(rng.uniform(-options.width, options.width), 5) for _ in range(count)]

    P = [numbers(options.f) for _ in range(options.a)]
    Q = [numbers(options.f) for _ in range(options.b)]
    bias = numbers(options.b)
    triples = []
    for _ in range(options.n):
        chosen = rng.randrange(options.chosen or options.b)
        other = (chosen + rng.randrange(1, options.b)) % options.b
        triples.append([rng.randrange(options.a), chosen, other])
    print(json.dumps([P, Q, bias, triples, options.reg], separators=(",", ":")))


if __name__ == "__main__":
    main()
