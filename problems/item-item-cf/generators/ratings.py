"""Print the input of one test: ratings of a hidden taste, k and min_overlap.

What the constraints forbid (similarities about zero, or as good as equal at the border of the k
nearest) is mended by drawing again.
"""

import argparse
import json

import numpy as np

GAP = 1e-5


def draw(rng: np.random.Generator, options: argparse.Namespace) -> np.ndarray:
    """Whole ratings from the users' tastes; with camps there are two opposite ones."""
    if options.camps:
        taste = rng.choice([-1.0, 1.0], size=(options.n, 1))
        kind = rng.choice([-1.0, 1.0], size=(options.m, 1))
    else:
        taste = rng.normal(size=(options.n, 3))
        kind = rng.normal(size=(options.m, 3))
    level = rng.normal(3, 0.6, size=(options.n, 1))
    wishes = level + 0.9 * taste @ kind.T + rng.normal(0, 0.7, size=(options.n, options.m))
    ratings = np.clip(np.rint(wishes), 1, 5).astype(int)
    ratings[rng.random(ratings.shape) >= options.density] = 0
    for _ in range(options.cold):
        ratings[rng.integers(options.n)] = 0
    for _ in range(options.cold // 2):
        ratings[:, rng.integers(options.m)] = 0
    return ratings


def similarities(ratings: np.ndarray, min_overlap: int) -> np.ndarray:
    """All of them, with nan for those too near to zero."""
    rated = ratings > 0
    counts = np.maximum(rated.sum(axis=1, keepdims=True), 1)
    centred = np.where(rated, ratings - ratings.sum(axis=1, keepdims=True) / counts, 0)
    squares = (centred**2).T @ rated
    norms = np.sqrt(squares * squares.T)
    usable = (rated.T.astype(int) @ rated >= min_overlap) & (norms > 0)
    found = np.where(usable, centred.T @ centred / np.where(norms > 0, norms, 1), 0)
    touched = np.abs(centred).T @ np.abs(centred) > 0
    return np.where(usable & touched & (np.abs(found) < GAP), np.nan, found)


def is_decided(ratings: np.ndarray, k: int, min_overlap: int) -> bool:
    if not ratings.any():
        return False
    found = similarities(ratings, min_overlap)
    if np.isnan(found).any():
        return False
    for user, item in np.argwhere(ratings == 0):
        near = np.sort(found[item, (ratings[user] > 0) & (found[item] > 0)])[::-1]
        if len(near) > k and near[k - 1] - near[k] < GAP:
            return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="users")
    parser.add_argument("--m", type=int, required=True, help="items")
    parser.add_argument("--density", type=float, required=True, help="share of ratings present")
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--overlap", type=int, required=True, help="min_overlap")
    parser.add_argument("--cold", type=int, default=0, help="users without ratings; half the items")
    parser.add_argument("--camps", action="store_true", help="two camps of opposite taste")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    ratings = draw(rng, options)
    while not is_decided(ratings, options.k, options.overlap):
        ratings = draw(rng, options)
    print(json.dumps([ratings.tolist(), options.k, options.overlap], separators=(",", ":")))


if __name__ == "__main__":
    main()
