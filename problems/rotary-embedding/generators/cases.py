"""Print the input of one test: normal vectors and integer positions."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shape", required=True, help="B, T, H and d, as in 2x3x4x8")
    parser.add_argument("--rotary", type=int, help="rotary_dim, if not d")
    parser.add_argument("--interleaved", action="store_true")
    parser.add_argument("--base", type=float, default=10000.0)
    parser.add_argument("--order", action="store_true", help="positions count up from --start")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--low", type=int, default=0, help="least random position")
    parser.add_argument("--high", type=int, default=100, help="largest random position")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    shape = [int(size) for size in options.shape.split("x")]
    x = np.clip(np.round(rng.normal(size=shape), 3), -10, 10)
    positions = rng.integers(options.low, options.high + 1, size=shape[:2])
    if options.order:
        positions[:] = options.start + np.arange(shape[1])
    rotary = options.rotary or shape[3]
    arguments = [x.tolist(), positions.tolist(), options.base, rotary, options.interleaved]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
