"""Print the input of one test: logits, targets drawn from them, and numbers of bytes."""

import argparse
import json

import numpy as np

IGNORED = -100


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--B", type=int, required=True, help="sequences")
    parser.add_argument("--T", type=int, required=True, help="positions")
    parser.add_argument("--V", type=int, required=True, help="tokens")
    parser.add_argument("--sharp", type=float, default=1.0, help="deviation of the logits")
    parser.add_argument("--shift", type=float, default=0.0, help="added to all logits")
    parser.add_argument("--spike", type=float, help="a token that does not come, once a sequence")
    parser.add_argument("--ignore", choices=["start", "end", "holes"])
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    shape = (options.B, options.T)
    logits = options.sharp * rng.normal(size=(*shape, options.V))
    # The Gumbel trick draws a target from the softmax of the logits.
    targets = (logits + rng.gumbel(size=logits.shape)).argmax(axis=2)
    logits += options.shift
    if options.spike:
        for row in range(options.B):
            t = rng.integers(options.T)
            logits[row, t, (targets[row, t] + 1) % options.V] = options.spike
    positions = np.arange(options.T)
    if options.ignore == "holes":
        targets[rng.random(shape) < 0.4] = IGNORED
    elif options.ignore:
        padded = positions >= rng.integers(1, options.T + 1, size=(options.B, 1))
        targets[padded if options.ignore == "end" else padded[:, ::-1]] = IGNORED
    n_bytes = rng.integers(options.T, 5 * options.T + 1, size=options.B)
    arguments = [np.round(logits, 3).tolist(), targets.tolist(), n_bytes.tolist()]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
