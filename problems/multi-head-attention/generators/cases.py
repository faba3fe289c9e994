"""Print the input of one test: normal activations and parameters."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", required=True, help="B, T, S and D, as in 2x3x4x6")
    parser.add_argument("--heads", type=int, required=True)
    parser.add_argument("--self", action="store_true", help="the context is x")
    parser.add_argument("--causal", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0, help="deviation of the activations")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    B, T, S, D = (int(size) for size in options.sizes.split("x"))
    x = np.round(rng.normal(scale=options.scale, size=(B, T, D)), 3)
    context = x if options.self else np.round(rng.normal(size=(B, S, D)), 3)
    params = {}
    for letter in "qkvo":
        params["W" + letter] = np.round(rng.normal(scale=1.4 / np.sqrt(D), size=(D, D)), 3).tolist()
        params["b" + letter] = np.round(rng.normal(size=D), 3).tolist()
    arguments = [x.tolist(), context.tolist(), params, options.heads, options.causal]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
