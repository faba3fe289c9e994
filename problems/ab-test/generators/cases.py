"""Print the input of one test: the control, the variants, the confidence.

Visitors are between half of --visitors and all of them; the true shares of the variants are normal
around --share with the deviation --spread. Variants whose results lie too near 0 without being 0,
or too far out, are drawn again.
"""

import argparse
import json
from statistics import NormalDist

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--variants", type=int, required=True)
    parser.add_argument("--visitors", type=int, required=True)
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--spread", type=float, required=True)
    parser.add_argument("--confidence", type=float, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    quantile = NormalDist().inv_cdf((1 + options.confidence) / 2)

    control = draw(rng, options.visitors, options.share)
    variants: list[list[int]] = []
    while len(variants) < options.variants:
        share = rng.normal(options.share, options.spread)
        variant = draw(rng, options.visitors, min(max(share, 0), 1))
        if is_clear(control, variant, quantile):
            variants.append(variant)
    print(json.dumps([control, variants, options.confidence], separators=(",", ":")))


def draw(rng: np.random.Generator, visitors: int, share: float) -> list[int]:
    n = int(rng.integers(visitors // 2, visitors + 1))
    return [int(rng.binomial(n, share)), n]


def is_clear(control: list[int], variant: list[int], quantile: float) -> bool:
    (x0, n0), (x, n) = control, variant
    p0, p = x0 / n0, x / n
    difference = p - p0
    half = quantile * (p0 * (1 - p0) / n0 + p * (1 - p) / n) ** 0.5
    pooled = (x0 + x) / (n0 + n)
    far = 25 * (pooled * (1 - pooled) * (1 / n0 + 1 / n)) ** 0.5
    numbers = [difference, difference - half, difference + half]
    return all(abs(number) >= 1e-5 for number in numbers) and abs(difference) <= far


if __name__ == "__main__":
    main()
