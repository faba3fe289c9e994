"""Print the input of one test: normal queries, keys and values, and a padding mask.

Padding:
    none        every key is real
    end, start  each sequence has a length of its own, at least 1, and padding after or before it
    random      each key is padding with probability 0.4
    one-empty   like random, and the first sequence is padding throughout
    all         every key is padding
"""

import argparse
import json

import numpy as np


def draw_mask(rng: np.random.Generator, kind: str, sequences: int, keys: int) -> np.ndarray:
    mask = np.ones((sequences, keys), dtype=bool)
    lengths = rng.integers(1, keys + 1, size=(sequences, 1))
    if kind == "end":
        return np.arange(keys) < lengths
    if kind == "start":
        return np.arange(keys) >= keys - lengths
    if kind in ("random", "one-empty"):
        mask = rng.random((sequences, keys)) >= 0.4
    if kind == "one-empty":
        mask[0] = False
    if kind == "all":
        mask[:] = False
    return mask


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", required=True, help="B, T, S, d and e, as in 2x3x4x5x6")
    parser.add_argument("--causal", action="store_true")
    parser.add_argument("--padding", default="none")
    parser.add_argument("--scale", type=float, default=1.0, help="deviation of queries and keys")
    parser.add_argument("--growth", type=float, default=1.0, help="factor from key to key")
    parser.add_argument("--noise", type=float, default=1.0, help="factor of what is in padding")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    B, T, S, d, e = (int(size) for size in options.sizes.split("x"))
    queries = rng.normal(scale=options.scale, size=(B, T, d))
    keys = rng.normal(scale=options.scale, size=(B, S, d))
    values = rng.normal(size=(B, S, e)) * options.growth ** np.arange(S)[:, None]
    mask = draw_mask(rng, options.padding, B, S)
    keys[~mask] *= options.noise
    values[~mask] *= options.noise
    arrays = [np.round(array, 3).tolist() for array in (queries, keys, values)]
    print(json.dumps([*arrays, options.causal, mask.tolist()], separators=(",", ":")))


if __name__ == "__main__":
    main()
