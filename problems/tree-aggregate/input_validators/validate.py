"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_NODES = 50_000
MAX_VALUE = 10**6


def are_integers(values: object, low: int, high: int) -> bool:
    return isinstance(values, list) and all(type(v) is int and low <= v <= high for v in values)


def is_forest(parents: list[int]) -> bool:
    """Whether everything is reached from the roots."""
    children: list[list[int]] = [[] for _ in parents]
    reached = []
    for node, parent in enumerate(parents):
        if parent == -1:
            reached.append(node)
        else:
            children[parent].append(node)
    for node in reached:
        reached += children[node]
    return len(reached) == len(parents)


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 2:
        return False
    parents, values = arguments
    if not are_integers(parents, -1, MAX_NODES) or len(parents) > MAX_NODES:
        return False
    if not are_integers(values, -MAX_VALUE, MAX_VALUE) or len(values) != len(parents):
        return False
    return all(parent < len(parents) for parent in parents) and is_forest(parents)


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
