"""Print a layer, its weights, and calls of it."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--d-in", type=int, default=4)
    parser.add_argument("--d-out", type=int, default=3)
    parser.add_argument("--rank", type=int, default=2)
    parser.add_argument("--alpha", type=float, default=4.0)
    parser.add_argument("--rows", type=int, default=5)
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--fresh", action="store_true", help="B is zero, as when training begins")
    parser.add_argument("--calls", default="f", help="forward, merge, unmerge, train, state, named")
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    d_in, d_out, rank = options.d_in, options.d_out, options.rank

    def draw(*shape: int, scale: float = 1.0) -> list:
        return np.round(rng.normal(0, scale, shape), 2).tolist()

    weights = {
        "weight": draw(d_out, d_in, scale=d_in**-0.5),
        "bias": draw(d_out),
        "lora_a": draw(rank, d_in, scale=d_in**-0.5),
        "lora_b": [[0.0] * rank] * d_out if options.fresh else draw(d_out, rank, scale=0.5),
    }
    operations: list = [
        ["LoRALinear", [d_in, d_out, rank, options.alpha]],
        ["load_state_dict", [weights]],
    ]
    for call in options.calls:
        x = draw(options.rows, d_in)
        operations.append(
            {
                "f": ["forward", [x]],
                "m": ["merge", []],
                "u": ["unmerge", []],
                "t": ["train_step", [x, draw(options.rows, d_out), options.rate]],
                "s": ["state_dict", []],
                "n": ["trainable", []],
            }[call]
        )
    print(json.dumps(operations))


if __name__ == "__main__":
    main()
