"""Print the input of one test: scores and grades of the documents of each query, the cut-off.

A query has up to 2 * --documents documents (exactly --documents with --exact). A share of them is
relevant, with grades from 1 to 4; the score follows the grade with noise, in --levels steps.
"""

import argparse
import json

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=int, required=True)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--levels", type=int, required=True)
    parser.add_argument("--relevant", type=float, required=True)
    parser.add_argument("--k", type=int, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)

    scores, grades = [], []
    for _ in range(options.queries):
        m = options.documents if options.exact else int(rng.integers(0, 2 * options.documents + 1))
        grade = rng.integers(1, 5, m) * (rng.random(m) < options.relevant)
        score = np.clip(grade / 4 + rng.normal(size=m), -3, 4) / 7
        score = np.round(np.round(score * options.levels) / options.levels, 6)
        scores.append(score.tolist())
        grades.append(grade.tolist())
    print(json.dumps([scores, grades, options.k], separators=(",", ":")))


if __name__ == "__main__":
    main()
