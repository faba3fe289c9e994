"""Print the input of one test: random parameters and gradients that are multiples of 1/64.

No mean of gradients is zero by chance, so that dividing before or after the summation makes no
difference beyond rounding.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ranks", type=int, required=True)
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--beta1", type=float, default=0.9)
    parser.add_argument("--beta2", type=float, default=0.999)
    parser.add_argument("--epsilon", type=float, default=1e-8)
    parser.add_argument("--decay", type=float, default=0.1)
    parser.add_argument("--max-norm", type=float, default=1000)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    shape = (options.steps, options.ranks, options.n)
    slope = rng.normal(0, 1, options.n)
    gradients = np.round(64 * (slope + rng.normal(0, 2, shape))) / 64
    gradients[:, 0, :] += (gradients.sum(axis=1) == 0) / 64
    params = np.round(rng.normal(0, 1, options.n), 3)
    costs = [options.rate, options.beta1, options.beta2]
    rest = [options.epsilon, options.decay, options.max_norm]
    print(json.dumps([params.tolist(), gradients.tolist(), *costs, *rest], separators=(",", ":")))


if __name__ == "__main__":
    main()
