"""Print the input of one test: points around a few centres, and the draws for 1 to K clusters."""

import argparse
import json
import random


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, required=True, help="points")
    parser.add_argument("--d", type=int, required=True, help="features")
    parser.add_argument("--centres", type=int, required=True, help="hidden centres")
    parser.add_argument("--most", type=int, required=True, help="largest number of clusters")
    parser.add_argument("--iterations", type=int, required=True)
    parser.add_argument("--spread", type=float, default=1.0, help="deviation around a centre")
    parser.add_argument("--box", type=float, default=20.0, help="centres lie within +-box")
    parser.add_argument("--copies", type=int, default=1, help="how often each point occurs")
    parser.add_argument("--digits", type=int, default=4, help="decimal places")
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    centres = [
        [rng.uniform(-options.box, options.box) for _ in range(options.d)]
        for _ in range(options.centres)
    ]
    points = []
    for index in range(options.n):
        if index % options.copies == 0:
            centre = rng.choice(centres)
            point = [round(rng.gauss(x, options.spread), options.digits) for x in centre]
        points.append(point)
    draws = [
        [round(0.999999 * rng.random(), 6) for _ in range(k)] for k in range(1, options.most + 1)
    ]
    print(json.dumps([points, draws, options.iterations], separators=(",", ":")))


if __name__ == "__main__":
    main()
