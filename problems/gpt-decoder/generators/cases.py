"""Print a decoder, its weights, and calls of it."""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--vocabulary", type=int, default=7)
    parser.add_argument("--context", type=int, default=6)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--heads", type=int, default=2)
    parser.add_argument("--width", type=int, default=4)
    parser.add_argument("--shape", type=int, nargs=2, default=[2, 5], help="rows and positions")
    parser.add_argument("--calls", default="f", help="f: forward, l: loss, p: loss with padding")
    parser.add_argument("--padding", type=int, default=0, help="the token")
    parser.add_argument(
        "--longest", type=int, default=99, help="tokens of a row before its padding"
    )
    parser.add_argument("--constant", action="store_true", help="rows of one token each")
    parser.add_argument("--prefixes", action="store_true", help="call with ever longer rows")
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    width = options.width

    def draw(*shape: int, around: float = 0.0, scale: float = 1.0) -> list:
        return np.round(rng.normal(around, scale, shape), 2).tolist()

    weights = {
        "token.weight": draw(options.vocabulary, width),
        "position.weight": draw(options.context, width),
        "norm.weight": draw(width, around=1, scale=0.5),
        "norm.bias": draw(width, scale=0.5),
    }
    for layer in range(options.layers):
        for name, rows, columns in (
            ("qkv", 3 * width, width),
            ("out", width, width),
            ("up", 4 * width, width),
            ("down", width, 4 * width),
        ):
            weights[f"blocks.{layer}.{name}.weight"] = draw(rows, columns, scale=columns**-0.5)
            weights[f"blocks.{layer}.{name}.bias"] = draw(rows, scale=0.5)
        for name in ("norm1", "norm2"):
            weights[f"blocks.{layer}.{name}.weight"] = draw(width, around=1, scale=0.5)
            weights[f"blocks.{layer}.{name}.bias"] = draw(width, scale=0.5)
    operations: list = [
        ["GPT", [options.vocabulary, options.context, options.layers, options.heads, width]],
        ["load_state_dict", [weights]],
    ]
    rows, length = options.shape
    for call in options.calls:
        tokens = rng.integers(0, options.vocabulary, (rows, length))
        if options.constant:
            tokens[:] = tokens[:, :1]
        if call == "f":
            lengths = range(1, length + 1) if options.prefixes else [length]
            operations += [["forward", [tokens[:, :end].tolist()]] for end in lengths]
        elif call == "l":
            operations.append(["loss", [tokens.tolist(), None]])
        else:
            ends = rng.integers(1, min(length, options.longest) + 1, rows)
            ends[0] = max(ends[0], 2)
            tokens[tokens == options.padding] = (options.padding + 1) % options.vocabulary
            tokens[np.arange(length) >= ends[:, None]] = options.padding
            operations.append(["loss", [tokens.tolist(), options.padding]])
    print(json.dumps(operations))


if __name__ == "__main__":
    main()
