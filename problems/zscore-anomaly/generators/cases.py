"""Print the input of one test: a noisy series with spikes, the window and the threshold.

Shapes:
    noise    normal noise around a level
    trend    a level that rises steadily
    steps    levels that jump by `--jump` every few windows
    flat     long runs of one value with single steps
    wide     uniform up to +-10^9
"""

import argparse
import json
import random


def level(rng: random.Random, options: argparse.Namespace, index: int) -> int:
    if options.shape == "trend":
        return options.level + index // 3
    if options.shape == "steps":
        return options.level + options.jump * (index // (3 * options.window) % 2)
    return options.level


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="values")
    parser.add_argument("--window", type=int, required=True)
    parser.add_argument("--threshold", type=float, required=True)
    parser.add_argument("--shape", default="noise")
    parser.add_argument("--level", type=int, default=0)
    parser.add_argument("--jump", type=int, default=0)
    parser.add_argument("--noise", type=float, default=10.0)
    parser.add_argument("--spikes", type=float, default=0.03, help="share of spikes")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    values = []
    for index in range(options.n):
        if options.shape == "wide":
            value = rng.randrange(-(10**9), 10**9 + 1)
        elif options.shape == "flat":
            value = options.level + (rng.random() < options.spikes) * rng.choice([-1, 1, 2])
        else:
            value = level(rng, options, index) + round(rng.gauss(0, options.noise))
            if rng.random() < options.spikes:
                value += round(rng.choice([-1, 1]) * rng.uniform(3, 8) * options.noise)
        values.append(max(-(10**9), min(10**9, value)))
    print(json.dumps([values, options.window, options.threshold], separators=(",", ":")))


if __name__ == "__main__":
    main()
