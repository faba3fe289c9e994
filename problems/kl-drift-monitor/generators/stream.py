"""Print the input of one test: a stream whose distribution jumps between that of the reference
and another one.
"""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--categories", type=int, required=True)
    parser.add_argument("--window", type=int, required=True)
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--phases", type=int, default=1, help="stretches of one distribution")
    parser.add_argument("--drift", type=float, default=1.0, help="0: no drift, 1: another one")
    parser.add_argument("--size", type=int, default=10000, help="of the reference, about")
    parser.add_argument("--asks", type=float, default=0.2, help="other calls per event")
    parser.add_argument("--rebases", type=float, default=0.0, help="rebase() per event")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    usual = [rng.expovariate(1) for _ in range(options.categories)]
    unusual = [rng.expovariate(1) for _ in range(options.categories)]
    reference = [round(options.size * weight / sum(usual)) for weight in usual]
    operations: list[list] = [["KLDriftMonitor", [reference, options.window]]]
    for event in range(options.events):
        drifted = options.drift * (event * options.phases // options.events % 2)
        weights = usual if rng.random() >= drifted else unusual
        category = rng.choices(range(options.categories), weights)[0]
        operations.append(["observe", [category]])
        if rng.random() < options.asks:
            operations.append([rng.choice(["alarm", "alarms"]), []])
        if rng.random() < options.rebases:
            operations.append(["rebase", []])
    operations += [["alarms", []], ["alarm", []]]
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
