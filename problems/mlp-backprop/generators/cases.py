"""Print the input of one test: a batch, labels, and the parameters of a network.

A hidden pre-activation nearer to 0 than the statement promises makes the draw start again.
"""

import argparse
import json

import numpy as np


def draw(rng: np.random.Generator, options: argparse.Namespace) -> list[list]:
    sizes = options.sizes
    X = np.round(rng.normal(size=(options.n, sizes[0])), 3)
    if options.negative:
        X = -np.abs(X) - 0.001
    y = rng.integers(0, options.classes or sizes[-1], size=options.n)
    weights, biases = [], []
    for index, (width, following) in enumerate(zip(sizes[:-1], sizes[1:], strict=True)):
        deviation = options.spread * np.sqrt(2 / width)
        weights.append(np.round(rng.normal(scale=deviation, size=(width, following)), 4))
        shift = options.shift if index < len(sizes) - 2 else 0.0
        biases.append(np.round(shift + rng.normal(scale=options.spread, size=following), 4))
    return [X, y, weights, biases]


def is_clear(X: np.ndarray, weights: list[np.ndarray], biases: list[np.ndarray]) -> bool:
    activation = X
    for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
        z = activation @ weight + bias
        if np.abs(z).min() < 1e-5:
            return False
        activation = np.maximum(z, 0)
    return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="examples")
    parser.add_argument("--sizes", type=int, nargs="+", required=True, help="widths, input first")
    parser.add_argument("--spread", type=float, default=1.0, help="scale of the parameters")
    parser.add_argument("--shift", type=float, default=0.0, help="added to hidden biases")
    parser.add_argument("--classes", type=int, help="labels are drawn below it")
    parser.add_argument("--negative", action="store_true", help="no input above zero")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    while True:
        X, y, weights, biases = draw(rng, options)
        if is_clear(X, weights, biases):
            break
    arrays = [X.tolist(), y.tolist(), [w.tolist() for w in weights], [b.tolist() for b in biases]]
    print(json.dumps(arrays, separators=(",", ":")))


if __name__ == "__main__":
    main()
