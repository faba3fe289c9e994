"""Print one training: weights, rows of tokens and their targets, and how the rows are cut."""

import argparse
import json

import numpy as np

IGNORED = -100


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=8)
    parser.add_argument("--length", type=int, default=4)
    parser.add_argument("--vocabulary", type=int, default=6)
    parser.add_argument("--width", type=int, default=3)
    parser.add_argument("--hidden", type=int, default=4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--micro", type=int, default=2)
    parser.add_argument("--rate", type=float, default=0.5)
    parser.add_argument("--momentum", type=float, default=0.0)
    parser.add_argument("--max-norm", type=float, default=1000.0)
    parser.add_argument("--ignored", type=float, default=0.0, help="share of ignored positions")
    parser.add_argument("--padded", action="store_true", help="ignored positions end the rows")
    parser.add_argument(
        "--silent", type=int, action="append", default=[], help="rows without a target"
    )
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    vocabulary, width, hidden = options.vocabulary, options.width, options.hidden
    shape = (options.n, options.length)

    def draw(*shape: int) -> list:
        return np.round(rng.normal(0, 1, shape), 2).tolist()

    weights = {
        "embedding.weight": draw(vocabulary, width),
        "up.weight": draw(hidden, width),
        "up.bias": draw(hidden),
        "head.weight": draw(vocabulary, hidden),
        "head.bias": draw(vocabulary),
    }
    inputs = rng.integers(0, vocabulary, shape)
    targets = rng.integers(0, vocabulary, shape)
    targets[rng.random(shape) < options.ignored] = IGNORED
    if options.padded:
        lengths = rng.integers(1, options.length + 1, options.n)
        targets[np.arange(options.length) >= lengths[:, None]] = IGNORED
    targets[:: options.batch, 0] = 0  # each batch counts a position at least
    targets[options.silent] = IGNORED
    arguments = [
        weights,
        inputs.tolist(),
        targets.tolist(),
        options.batch,
        options.micro,
        options.rate,
        options.momentum,
        options.max_norm,
    ]
    print(json.dumps(arguments))


if __name__ == "__main__":
    main()
