"""Print the input of one test: normal logits, popular experts, and padding."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tokens", type=int, required=True)
    parser.add_argument("--experts", type=int, required=True)
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("--alpha", type=float, default=1.0)
    parser.add_argument("--beta", type=float, default=0.1)
    parser.add_argument("--spread", type=float, default=1.5, help="deviation of the logits")
    parser.add_argument("--bias", type=float, default=0.0, help="deviation of the popularity")
    parser.add_argument("--padding", type=float, default=0.0, help="share of padding")
    parser.add_argument("--digits", type=int, default=3, help="few of them make ties")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    logits = rng.normal(scale=options.spread, size=(options.tokens, options.experts))
    logits += options.bias * rng.normal(size=options.experts)
    logits = np.round(logits, options.digits) + 0.0
    mask = rng.random(options.tokens) >= options.padding
    arguments = [logits.tolist(), mask.tolist(), options.k, options.alpha, options.beta]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
