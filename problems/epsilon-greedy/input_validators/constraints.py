"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ARMS = 200
MAX_CALLS = 10_000
MAX_REWARD = 1_000
GAP = 1e-6


def is_number(value: object, least: float, most: float, unit: int = 1 << 20) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and least <= value <= most
        and (value * unit).is_integer()
    )


def is_draw(value: object) -> bool:
    return is_number(value, 0, 1, 1024) and value < 1


def is_amount(value: object) -> bool:
    return is_number(value, -MAX_REWARD, MAX_REWARD, 64)


def is_constructor(operation: object) -> bool:
    if not isinstance(operation, list) or len(operation) != 2 or len(operation[1]) != 3:
        return False
    name, (n_arms, epsilon, initial) = operation
    return (
        name == "EpsilonGreedy"
        and type(n_arms) is int
        and 1 <= n_arms <= MAX_ARMS
        and isinstance(epsilon, int | float)
        and 0 <= epsilon <= 1
        and is_amount(initial)
    )


def is_call(operation: object, n_arms: int) -> bool:
    match operation:
        case ["select", [explore, pick]]:
            return is_draw(explore) and is_draw(pick)
        case ["update", [arm, reward]]:
            return type(arm) is int and 0 <= arm < n_arms and is_amount(reward)
        case ["values", []]:
            return True
    return False


def is_decided(operations: list) -> bool:
    """Whether the values are far enough from one another at each greedy choice."""
    n_arms, epsilon, initial = operations[0][1]
    sums, counts, kinds = [0.0] * n_arms, [0] * n_arms, [set() for _ in range(n_arms)]
    values = [float(initial)] * n_arms
    for name, arguments in operations[1:]:
        if name == "update":
            arm, reward = arguments
            sums[arm] += reward
            counts[arm] += 1
            kinds[arm].add(reward)
            values[arm] = sums[arm] / counts[arm]
        elif name == "select" and arguments[0] >= epsilon:
            best = max(values)
            near = [arm for arm in range(n_arms) if values[arm] > best - GAP]
            if len(near) > 1 and not all(
                values[arm] == best and (counts[arm] <= 2 or len(kinds[arm]) == 1) for arm in near
            ):
                return False
    return True


def is_valid(operations: object) -> bool:
    return (
        isinstance(operations, list)
        and 1 <= len(operations) <= MAX_CALLS + 1
        and is_constructor(operations[0])
        and all(is_call(operation, operations[0][1][0]) for operation in operations[1:])
        and is_decided(operations)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
