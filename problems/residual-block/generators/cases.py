"""Print a stack of blocks, its weights, and calls of it."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--blocks", type=int, default=1)
    parser.add_argument("--width", type=int, default=4)
    parser.add_argument("--hidden", type=int, default=6)
    parser.add_argument("--norm", choices=["first", "last"], default="first")
    parser.add_argument(
        "--shape", type=int, nargs=2, default=[2, 3], help="of x, but for its width"
    )
    parser.add_argument("--calls", default="f", help="f: forward, g: input_gradient; in this order")
    parser.add_argument("--scale", type=float, default=1.0, help="of x")
    parser.add_argument("--offset", type=float, default=0.0, help="of x")
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    width, hidden, first = options.width, options.hidden, options.norm == "first"

    def draw(*shape: int, around: float = 0.0, scale: float = 1.0) -> list:
        return np.round(rng.normal(around, scale, shape), 3).tolist()

    weights = {}
    for block in range(options.blocks):
        weights |= {
            f"blocks.{block}.norm.weight": draw(width, around=1, scale=0.5),
            f"blocks.{block}.norm.bias": draw(width),
            f"blocks.{block}.up.weight": draw(hidden, width, scale=1 / width**0.5),
            f"blocks.{block}.up.bias": draw(hidden),
            f"blocks.{block}.down.weight": draw(width, hidden, scale=1 / hidden**0.5),
            f"blocks.{block}.down.bias": draw(width),
        }
    if first:
        weights |= {"final.weight": draw(width, around=1), "final.bias": draw(width)}
    operations: list = [
        ["ResidualStack", [options.blocks, width, hidden, first]],
        ["load_state_dict", [weights]],
    ]
    for call in options.calls:
        x = draw(*options.shape, width, around=options.offset, scale=options.scale)
        if call == "f":
            operations.append(["forward", [x]])
        else:
            operations.append(["input_gradient", [x, draw(*options.shape, width)]])
    print(json.dumps(operations))


if __name__ == "__main__":
    main()
