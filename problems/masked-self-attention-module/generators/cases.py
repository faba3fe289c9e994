"""Print a module, its weights and some calls of it."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--width", type=int, default=4)
    parser.add_argument("--heads", type=int, default=2)
    parser.add_argument("--causal", action="store_true")
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--length", type=int, default=4)
    parser.add_argument("--calls", type=int, default=1, help="each a position longer than the last")
    parser.add_argument("--scale", type=float, default=1.0, help="of the rows")
    parser.add_argument(
        "--padding", choices=["none", "all-real", "right", "left", "holes"], default="none"
    )
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    width = options.width

    def draw(*shape: int, scale: float = 1.0) -> list:
        return np.round(rng.normal(0, scale, shape), 2).tolist()

    def mask(batch: int, length: int) -> list | None:
        if options.padding == "none":
            return None
        if options.padding == "all-real":
            return [[True] * length] * batch
        if options.padding == "holes":
            real = rng.random((batch, length)) < 0.6
            real[np.arange(batch), rng.integers(0, length, batch)] = True
            return real.tolist()
        lengths = rng.integers(1, length, batch)[:, None]
        real = np.arange(length) < lengths
        return (real if options.padding == "right" else real[:, ::-1]).tolist()

    weights = {
        "qkv.weight": draw(3 * width, width, scale=1 / width**0.5),
        "qkv.bias": draw(3 * width),
        "out.weight": draw(width, width, scale=1 / width**0.5),
        "out.bias": draw(width),
    }
    operations: list = [
        ["MaskedSelfAttention", [width, options.heads, options.causal]],
        ["load_state_dict", [weights]],
    ]
    for length in range(options.length, options.length + options.calls):
        rows = draw(options.batch, length, width, scale=options.scale)
        operations.append(["forward", [rows, mask(options.batch, length)]])
    print(json.dumps(operations))


if __name__ == "__main__":
    main()
