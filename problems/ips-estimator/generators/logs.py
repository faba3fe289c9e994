"""Print the input of one test: rounds logged under a random policy, and another policy."""

import argparse
import json

import numpy as np


def policy(rng: np.random.Generator, n: int, k: int, sharp: float) -> np.ndarray:
    scores = np.exp(sharp * rng.normal(size=(n, k)))
    return scores / scores.sum(axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rounds")
    parser.add_argument("--k", type=int, required=True, help="actions")
    parser.add_argument("--clip", type=float, required=True)
    parser.add_argument("--sharp", type=float, default=0.8, help="how far from uniform both are")
    parser.add_argument("--centre", type=float, default=1.0, help="middle of the rewards")
    parser.add_argument("--clicks", action="store_true", help="rewards are 0 or 1")
    parser.add_argument("--same", action="store_true", help="the target is the old policy")
    parser.add_argument("--deterministic", action="store_true", help="target of zeros and ones")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    n, k = options.n, options.k
    rng = np.random.default_rng(options.seed)
    old = policy(rng, n, k, options.sharp)
    target = policy(rng, n, k, options.sharp)
    if options.deterministic:
        target = np.eye(k)[target.argmax(axis=1)]
    old = np.round(np.maximum(old, 0.0002), 5)
    if options.same:
        target = old
    target = np.round(target, 5)
    # What rounding took away goes to the most probable action.
    most, rows = target.argmax(axis=1), np.arange(n)
    target[rows, most] = np.round(target[rows, most] + 1 - target.sum(axis=1), 5)
    actions = np.array([rng.choice(k, p=row / row.sum()) for row in old])
    rewards = rng.normal(options.centre, 1 + options.centre / 10, size=n)
    if options.clicks:
        rewards = (rng.random(n) < 0.2).astype(float)
    propensities = (target if options.same else old)[rows, actions]
    table = [actions.tolist(), np.round(rewards, 3).tolist()]
    table += [propensities.tolist(), target.tolist(), options.clip]
    print(json.dumps(table, separators=(",", ":")))


if __name__ == "__main__":
    main()
