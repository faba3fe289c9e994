"""Print the input of one test: normal weights, and the calls of a plan.

A plan is a list of steps: a5 appends 5 positions, a1*8 appends one position 8 times, r2 rolls 2
back, and l asks for the length.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--d", type=int, required=True, help="D")
    parser.add_argument("--heads", type=int, required=True)
    parser.add_argument("--kv", type=int, required=True, help="num_kv_heads")
    parser.add_argument("--plan", required=True)
    parser.add_argument("--scale", type=float, default=1.0, help="deviation of the positions")
    parser.add_argument("--digits", type=int, default=3)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    def draw(*shape: int, scale: float) -> list:
        return np.round(rng.normal(scale=scale, size=shape), options.digits).tolist()

    D = options.d
    narrow = D // options.heads * options.kv
    weights = [draw(D, width, scale=1.4 / D**0.5) for width in (D, narrow, narrow, D)]
    operations: list = [["KVCacheDecoder", [*weights, options.heads, options.kv]]]
    for step in options.plan.split(","):
        call, _, times = step.partition("*")
        for _ in range(int(times or 1)):
            if call == "l":
                operations.append(["length", []])
            elif call[0] == "r":
                operations.append(["rollback", [int(call[1:])]])
            else:
                operations.append(["append", [draw(int(call[1:]), D, scale=options.scale)]])
    print(json.dumps(operations, separators=(",", ":")))


if __name__ == "__main__":
    main()
