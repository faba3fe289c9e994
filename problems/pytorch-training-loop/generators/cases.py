"""Print one training: weights, data, and the order in which the rows are visited."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=24)
    parser.add_argument("--n-val", type=int, default=7)
    parser.add_argument("--d", type=int, default=3)
    parser.add_argument("--hidden", type=int, default=5)
    parser.add_argument("--classes", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--decay", type=float, default=1.0)
    parser.add_argument("--max-norm", type=float, default=1000.0)
    parser.add_argument("--shift", type=float, default=0.0, help="of the validation rows")
    parser.add_argument(
        "--running", action="store_true", help="running statistics of earlier training"
    )
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    d, hidden, classes = options.d, options.hidden, options.classes

    def draw(*shape: int, around: float = 0.0) -> list:
        return np.round(rng.normal(around, 1, shape), 2).tolist()

    weights = {
        "0.weight": draw(hidden, d),
        "0.bias": draw(hidden),
        "1.weight": draw(hidden, around=1),
        "1.bias": draw(hidden),
        "1.running_mean": draw(hidden) if options.running else [0.0] * hidden,
        "1.running_var": np.round(rng.uniform(0.5, 3, hidden), 2).tolist()
        if options.running
        else [1.0] * hidden,
        "3.weight": draw(classes, hidden),
        "3.bias": draw(classes),
    }
    order = [rng.permutation(options.n).tolist() for _ in range(options.epochs)]
    arguments = [
        weights,
        draw(options.n, d),
        rng.integers(0, classes, options.n).tolist(),
        draw(options.n_val, d, around=options.shift),
        rng.integers(0, classes, options.n_val).tolist(),
        order,
        options.batch,
        options.rate,
        options.momentum,
        options.decay,
        options.max_norm,
    ]
    print(json.dumps(arguments))


if __name__ == "__main__":
    main()
