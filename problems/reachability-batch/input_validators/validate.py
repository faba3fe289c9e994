"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_VERTICES = 4000
MAX_EDGES = 30_000
MAX_QUERIES = 40_000


def is_pair(value: object, n: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(vertex) is int and 0 <= vertex < n for vertex in value)
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    n, edges, queries = arguments
    if type(n) is not int or not 1 <= n <= MAX_VERTICES:
        return False
    return (
        isinstance(edges, list)
        and isinstance(queries, list)
        and len(edges) <= MAX_EDGES
        and len(queries) <= MAX_QUERIES
        and all(is_pair(pair, n) for pair in edges + queries)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
