"""Print the input of one test: features, targets of a hidden linear model, orders of the rows."""

import argparse
import json
import random


def draw_features(rng: random.Random, options: argparse.Namespace) -> list[list[float]]:
    """Uniform in +-width times the column's scale, around the column's shift."""
    scales = options.scales or [options.width] * options.d
    columns = list(zip(scales, options.shifts or [0.0] * options.d, strict=True))
    return [
        [round(shift + scale * rng.uniform(-1, 1), options.digits) for scale, shift in columns]
        for _ in range(options.n)
    ]


def draw_targets(
    rng: random.Random, options: argparse.Namespace, features: list[list[float]]
) -> list[float]:
    """A hidden model's predictions with noise; features contribute alike, whatever their scale."""
    scales = options.scales or [options.width] * options.d
    weights = [rng.uniform(-3, 3) / scale for scale in scales]
    bias = options.bias + rng.uniform(-2, 2)
    return [
        round(
            bias
            + sum(weight * value for weight, value in zip(weights, row, strict=True))
            + rng.gauss(0, options.noise),
            options.digits + 3,
        )
        for row in features
    ]


def draw_order(rng: random.Random, options: argparse.Namespace) -> list[list[int]]:
    """One permutation per epoch."""
    order = []
    for _ in range(options.epochs):
        permutation = list(range(options.n))
        rng.shuffle(permutation)
        order.append(permutation)
    return order


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="rows")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True, help="batch_size")
    parser.add_argument("--rate", type=float, required=True, help="learning_rate")
    parser.add_argument("--noise", type=float, default=0.5, help="deviation of the targets")
    parser.add_argument("--bias", type=float, default=0.0, help="middle of the hidden bias")
    parser.add_argument("--width", type=float, default=1.0, help="features lie within +-width")
    parser.add_argument("--scales", type=float, nargs="*", help="width of each feature")
    parser.add_argument("--shifts", type=float, nargs="*", help="middle of each feature")
    parser.add_argument("--copies", type=int, default=1, help="how often each row occurs")
    parser.add_argument("--digits", type=int, default=3, help="decimal places of the features")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    features = draw_features(rng, options)
    targets = draw_targets(rng, options, features)
    if options.copies > 1:
        picked = [index // options.copies for index in range(options.n)]
        features = [features[index] for index in picked]
        targets = [targets[index] for index in picked]
    order = draw_order(rng, options)
    arguments = [features, targets, options.rate, options.epochs, options.batch, order]
    print(json.dumps(arguments, separators=(",", ":")))


if __name__ == "__main__":
    main()
