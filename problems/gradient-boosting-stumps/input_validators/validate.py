"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import sys

MAX_ROWS = 400
MAX_FEATURES = 5
MAX_TEST_ROWS = 400
MAX_ROUNDS = 100
LIMIT = 1000


def is_table(rows: object, most: int, d: int) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= most
        and all(isinstance(row, list) and len(row) == d for row in rows)
        and all(
            type(cell) in (int, float) and abs(cell) <= LIMIT and (16 * cell) % 1 == 0
            for row in rows
            for cell in row
        )
    )


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 5:
        return False
    rows, targets, test_rows, rounds, learning_rate = arguments
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], list):
        return False
    d = len(rows[0])
    return (
        1 <= d <= MAX_FEATURES
        and is_table(rows, MAX_ROWS, d)
        and is_table(test_rows, MAX_TEST_ROWS, d)
        and isinstance(targets, list)
        and len(targets) == len(rows)
        and all(type(value) in (int, float) and abs(value) <= 10 for value in targets)
        and type(rounds) is int
        and 0 <= rounds <= MAX_ROUNDS
        and type(learning_rate) in (int, float)
        and 0 < learning_rate <= 1
        and no_rounding_decides(rows, targets, rounds, learning_rate)
    )


def no_rounding_decides(
    rows: list[list[float]], targets: list[float], rounds: int, learning_rate: float
) -> bool:
    """Whether in each round gains equal the best one up to rounding or are clearly below it."""
    n = len(rows)
    orders = [
        sorted(range(n), key=lambda row: rows[row][feature]) for feature in range(len(rows[0]))
    ]
    mean = sum(targets) / n
    residuals = [target - mean for target in targets]
    for _ in range(rounds):
        found = []
        for feature, order in enumerate(orders):
            left = 0.0
            for size in range(1, n):
                left += residuals[order[size - 1]]
                if rows[order[size - 1]][feature] < rows[order[size]][feature]:
                    gain = left * left / size + left * left / (n - size)
                    found.append((gain, feature, size, left))
        best = max((gain for gain, *_ in found), default=0.0)
        if best < 1e-10:
            break
        if best < 1e-7 or any(1e-10 < best - gain < 1e-7 for gain, *_ in found):
            return False
        _, feature, size, left = next(each for each in found if each[0] >= best - 1e-10)
        for place, row in enumerate(orders[feature]):
            step = left / size if place < size else -left / (n - size)
            residuals[row] -= learning_rate * step
    return True


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
