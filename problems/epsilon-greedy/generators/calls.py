"""Print the input of one test: a bandit's constructor, and selections with rewards for them.

The generator plays along. Where a greedy choice would be between values that are nearly equal, an
update comes first.
"""

import argparse
import json
import random

GAP = 1e-5


class Arms:
    def __init__(self, n: int, initial: float) -> None:
        self.rewards: list[list[float]] = [[] for _ in range(n)]
        self.values = [initial] * n

    def update(self, arm: int, reward: float) -> None:
        self.rewards[arm].append(reward)
        self.values[arm] = sum(self.rewards[arm]) / len(self.rewards[arm])

    def near(self) -> list[int]:
        best = max(self.values)
        return [arm for arm, value in enumerate(self.values) if value > best - GAP]

    def is_decided(self) -> bool:
        near = self.near()
        return len(near) == 1 or all(
            self.values[arm] == self.values[near[0]]
            and (len(self.rewards[arm]) <= 2 or len(set(self.rewards[arm])) == 1)
            for arm in near
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--arms", type=int, required=True)
    parser.add_argument("--epsilon", type=float, required=True)
    parser.add_argument("--initial", type=float, required=True)
    parser.add_argument("--calls", type=int, required=True)
    parser.add_argument("--width", type=float, default=2.0, help="means lie within +-width")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    arms = Arms(options.arms, options.initial)
    means = [rng.uniform(-options.width, options.width) for _ in range(options.arms)]
    calls: list[list] = [["EpsilonGreedy", [options.arms, options.epsilon, options.initial]]]

    def reward(arm: int) -> None:
        amount = round(64 * rng.gauss(means[arm], options.width / 20)) / 64
        arms.update(arm, amount)
        calls.append(["update", [arm, amount]])

    while len(calls) < options.calls:
        explore, pick = rng.randrange(1024) / 1024, rng.randrange(1024) / 1024
        if explore < options.epsilon:
            arm = int(pick * options.arms)
        elif arms.is_decided():
            arm = arms.near()[0]
        else:
            reward(rng.choice(arms.near()))
            continue
        calls.append(["select", [explore, pick]])
        if rng.random() < 0.9:
            reward(arm)
        if rng.random() < 10 / options.calls:
            calls.append(["values", []])
    calls.append(["values", []])
    print(json.dumps(calls, separators=(",", ":")))


if __name__ == "__main__":
    main()
