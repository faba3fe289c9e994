"""Print the input of one test: logits, targets, gamma and alpha.

Logits are normal with the deviation --width, higher for positives, and lie within [-1000, 1000].
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--positives", type=float, required=True)
    parser.add_argument("--ignored", type=float, required=True)
    parser.add_argument("--width", type=float, required=True)
    parser.add_argument("--gamma", type=float, required=True)
    parser.add_argument("--alpha", type=float, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    targets = (rng.random(options.n) < options.positives).astype(int)
    logits = options.width * (rng.normal(size=options.n) + targets - 0.5)
    targets[rng.random(options.n) < options.ignored] = -1
    targets[:2] = 0, 1
    logits = np.clip(logits, -1000, 1000).round(4)
    arguments = [logits.tolist(), targets.tolist(), options.gamma, options.alpha]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
