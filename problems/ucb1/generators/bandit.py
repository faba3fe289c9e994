"""Print the input of one test: a table of rewards, arms with hidden means and noise.

The generator plays along, and draws again where two bounds would be nearly equal.
"""

import argparse
import json
import math
import random

GAP = 2e-9


def is_decided(rewards: list[list[float]]) -> bool:
    n_arms = len(rewards[0])
    seen: list[list[float]] = [[row[arm]] for arm, row in zip(range(n_arms), rewards, strict=False)]
    for t in range(n_arms, len(rewards)):
        bounds = [sum(own) / len(own) + math.sqrt(2 * math.log(t) / len(own)) for own in seen]
        best = bounds.index(max(bounds))
        for arm, bound in enumerate(bounds):
            if bound > bounds[best] - GAP and seen[arm] != seen[best]:
                return False
        seen[best].append(rewards[t][best])
    return True


def draw(rng: random.Random, options: argparse.Namespace) -> list[list[float]]:
    means = options.means or [rng.uniform(options.low, options.high) for _ in range(options.arms)]

    def reward(mean: float) -> float:
        noise = options.noise if options.low < options.high else 0
        return round(min(1.0, max(0.0, rng.gauss(mean, noise))), 4)

    return [[reward(mean) for mean in means] for _ in range(options.steps)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--arms", type=int, required=True)
    parser.add_argument("--low", type=float, default=0.2, help="least mean")
    parser.add_argument("--high", type=float, default=0.8, help="largest mean")
    parser.add_argument("--means", type=float, nargs="*")
    parser.add_argument("--noise", type=float, default=0.1)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rewards = draw(rng, options)
    while not is_decided(rewards):
        rewards = draw(rng, options)
    print(json.dumps([rewards], separators=(",", ":")))


if __name__ == "__main__":
    main()
