"""Print the input of one test: a JSON array with the arguments of pagerank.

Shapes:
    random      links between any two pages
    half        only half of the pages have outgoing links
    popular     few pages are the target of most links
    ring        one ring of all pages and random short cuts
"""

import argparse
import json

import numpy as np


def links(rng: np.random.Generator, n: int, m: int, shape: str) -> tuple[np.ndarray, np.ndarray]:
    sources = rng.integers(0, n, m)
    targets = rng.integers(0, n, m)
    names = rng.permutation(n)
    if shape == "half":
        sources = names[sources // 2]
    elif shape == "popular":
        targets = names[(n * rng.random(m) ** 4).astype(int)]
    elif shape == "ring":
        sources[:n] = names
        targets[:n] = np.roll(names, -1)
    return sources, targets


def teleport(rng: np.random.Generator, n: int, kind: str) -> list[float]:
    if kind == "weights":
        return rng.integers(1, 100, n).tolist()
    if kind == "seeds":
        return (rng.random(n) < 0.1).astype(int).tolist()
    return [1] * n


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True)
    parser.add_argument("--m", type=int, required=True)
    parser.add_argument("--shape", choices=["random", "half", "popular", "ring"], required=True)
    parser.add_argument("--teleport", choices=["even", "weights", "seeds"], default="even")
    parser.add_argument("--damping", type=float, default=0.85)
    parser.add_argument("--iterations", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    sources, targets = links(rng, options.n, options.m, options.shape)
    weights = teleport(rng, options.n, options.teleport)
    arguments = [options.n, sources.tolist(), targets.tolist(), options.damping, weights]
    print(json.dumps([*arguments, options.iterations], separators=(",", ":")))


if __name__ == "__main__":
    main()
