"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_VERTICES = 50_000
MAX_CALLS = 50_000
MAX_WALKED = 500_000


def has_valid_form(operations: object) -> bool:
    if not isinstance(operations, list) or not 1 <= len(operations) <= MAX_CALLS + 1:
        return False
    name, arguments = operations[0]
    if name != "CycleGuard" or len(arguments) != 1:
        return False
    n = arguments[0]
    return (
        type(n) is int
        and 1 <= n <= MAX_VERTICES
        and all(is_add_edge(operation, n) for operation in operations[1:])
    )


def is_add_edge(operation: object, n: int) -> bool:
    if not isinstance(operation, list) or len(operation) != 2:
        return False
    name, arguments = operation
    return (
        name == "add_edge"
        and isinstance(arguments, list)
        and len(arguments) == 2
        and all(type(vertex) is int and 0 <= vertex < n for vertex in arguments)
    )


def edges_walked(operations: list[tuple[str, list[int]]]) -> int:
    """Distinct accepted edges reachable from v, added up over all calls."""
    n = operations[0][1][0]
    successors: list[set[int]] = [set() for _ in range(n)]
    walked = 0
    for _, (u, v) in operations[1:]:
        seen = {v}
        stack = [v]
        while stack:
            vertex = stack.pop()
            walked += len(successors[vertex])
            fresh = successors[vertex] - seen
            seen |= fresh
            stack.extend(fresh)
        if u not in seen:
            successors[u].add(v)
    return walked


if __name__ == "__main__":
    operations = json.load(sys.stdin)
    is_valid = has_valid_form(operations) and edges_walked(operations) <= MAX_WALKED
    sys.exit(42 if is_valid else 43)
