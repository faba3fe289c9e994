"""Print the input of one test: two samples.

Values are normal and rounded to --digits; those of y are shifted by --shift and stretched by
--scale, and both are capped at --cap. With --pairs, y takes the values of x over and over, which
makes them as alike as can be, but --moved of its values are moved beyond all others.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--m", type=int, required=True)
    parser.add_argument("--shift", type=float, required=True)
    parser.add_argument("--digits", type=int, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--cap", type=float, default=1e6)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--moved", type=int, default=0)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    x = rng.normal(size=options.n)
    y = options.shift + options.scale * rng.normal(size=options.m)
    if options.pairs:
        y = np.resize(np.sort(x)[rng.permutation(options.n)], options.m)
        y[: options.moved] = 9
        y = rng.permutation(y)
    x, y = (np.round(np.minimum(values, options.cap), options.digits) + 0.0 for values in (x, y))
    print(json.dumps([x.tolist(), y.tolist()], separators=(",", ":")))


if __name__ == "__main__":
    main()
