"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_QUERIES = 2000
MAX_DOCUMENTS = 40_000
MAX_GRADE = 10
MAX_K = 10**6
LIMIT = 1e6


def is_score(value: object) -> bool:
    return (
        isinstance(value, float)
        and math.isfinite(value)
        and abs(value) <= LIMIT
        and value == round(value, 6)
    )


def is_grade(value: object) -> bool:
    return type(value) is int and 0 <= value <= MAX_GRADE


def is_query(scores: object, grades: object) -> bool:
    return (
        isinstance(scores, list)
        and isinstance(grades, list)
        and len(scores) == len(grades)
        and all(map(is_score, scores))
        and all(map(is_grade, grades))
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    scores, grades, k = arguments
    return (
        isinstance(scores, list)
        and isinstance(grades, list)
        and len(scores) == len(grades) <= MAX_QUERIES
        and all(map(is_query, scores, grades))
        and sum(map(len, scores)) <= MAX_DOCUMENTS
        and type(k) is int
        and 1 <= k <= MAX_K
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
