"""Print the input of one test: rewards of arms with hidden means, and standard normal draws."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--arms", type=int, required=True)
    parser.add_argument("--mean", type=float, required=True, help="prior_mean")
    parser.add_argument("--prior", type=float, required=True, help="prior_sd")
    parser.add_argument("--noise", type=float, required=True, help="noise_sd")
    parser.add_argument("--hidden", type=float, help="middle of the hidden means")
    parser.add_argument("--true-noise", type=float, help="deviation of the rewards themselves")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    middle = options.mean if options.hidden is None else options.hidden
    spread = min(options.prior, 100)
    means = [rng.gauss(middle, spread) for _ in range(options.arms)]
    noise = options.true_noise or options.noise
    rewards = [[round(rng.gauss(mean, noise), 5) for mean in means] for _ in range(options.steps)]
    normals = [[round(rng.gauss(0, 1), 5) for _ in means] for _ in range(options.steps)]
    settings = [options.mean, options.prior, options.noise]
    print(json.dumps([rewards, normals, *settings], separators=(",", ":")))


if __name__ == "__main__":
    main()
