"""Print the input of one test: rows of logits and the settings.

Rows in which a sum of probabilities is very near to p are drawn again.
"""

import argparse
import json

import numpy as np

GAP = 1e-8


def is_decided(row: np.ndarray, options: argparse.Namespace) -> bool:
    kept = np.sort(row)[::-1][: options.k or None]
    weights = np.exp((kept - kept[0]) / options.temperature)
    sums = np.cumsum(weights / weights.sum())
    return options.p == 1 or bool(np.abs(sums - options.p).min() > GAP)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--B", type=int, required=True, help="rows")
    parser.add_argument("--V", type=int, required=True, help="tokens")
    parser.add_argument("--temperature", type=float, required=True)
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--p", type=float, required=True)
    parser.add_argument("--sharp", type=float, default=1.5, help="deviation of the logits")
    parser.add_argument("--shift", type=float, default=0.0, help="added to all logits")
    parser.add_argument("--step", type=float, default=0.001, help="logits are multiples of this")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    rows = []
    while len(rows) < options.B:
        row = options.shift + options.sharp * rng.normal(size=options.V)
        row = np.round(np.round(row / options.step) * options.step, 3)
        if is_decided(row, options):
            rows.append(row.tolist())
    settings = [options.temperature, options.k, options.p]
    print(json.dumps([rows, *settings], separators=(",", ":")))


if __name__ == "__main__":
    main()
