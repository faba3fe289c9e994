"""Print the input of one test: normal activations, gain, shift, and a gradient from above."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shape", required=True, help="lengths of the axes, as in 3x4")
    parser.add_argument("--scale", type=float, default=1.0, help="deviation of the activations")
    parser.add_argument("--offset", type=float, default=0.0, help="added to the activations")
    parser.add_argument("--each-row", action="store_true", help="the offset times row's own factor")
    parser.add_argument("--constant", type=int, default=0, help="rows of one integer each")
    parser.add_argument("--eps", type=float, default=1e-5)
    parser.add_argument("--digits", type=int, default=3)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    shape = [int(length) for length in options.shape.split("x")]
    x = rng.normal(scale=options.scale, size=shape)
    factor = rng.uniform(-1, 1, size=[*shape[:-1], 1]) if options.each_row else 1.0
    x = np.round(x + options.offset * factor, options.digits)
    rows = rng.choice(len(x), size=options.constant, replace=False)
    for row in rows:
        x[row] = float(rng.integers(-9, 10))
    gamma = np.round(1 + 0.5 * rng.normal(size=shape[-1]), 3)
    beta = np.round(rng.normal(size=shape[-1]), 3)
    dout = np.round(rng.normal(size=shape), 3)
    arrays = [x.tolist(), gamma.tolist(), beta.tolist(), options.eps, dout.tolist()]
    print(json.dumps(arrays, separators=(",", ":")))


if __name__ == "__main__":
    main()
