"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_ROWS = 500
MAX_TOKENS = 2_000
MAX_NUMBERS = 150_000
MAX_LOGIT = 10_000
MAX_BYTES = 1_000_000
MAX_SURPRISAL = 600
IGNORED = -100


def is_list(value: object, length: int) -> bool:
    return isinstance(value, list) and len(value) == length


def is_logit(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) <= MAX_LOGIT
    )


def mean_surprisal(rows: list[list[float]], targets: list[int]) -> float:
    surprisals = []
    for row, target in zip(rows, targets, strict=True):
        if target != IGNORED:
            top = max(row)
            total = math.fsum(math.exp(value - top) for value in row)
            surprisals.append(top + math.log(total) - row[target])
    return math.fsum(surprisals) / max(1, len(surprisals))


def is_valid(arguments: object) -> bool:
    if not is_list(arguments, 3) or not all(isinstance(part, list) for part in arguments):
        return False
    logits, targets, n_bytes = arguments
    B = len(logits)
    if not 1 <= B <= MAX_ROWS or not isinstance(logits[0], list) or not logits[0]:
        return False
    T = len(logits[0])
    V = len(logits[0][0]) if isinstance(logits[0][0], list) else 0
    return (
        T <= MAX_ROWS
        and 1 <= V <= MAX_TOKENS
        and B * T * V <= MAX_NUMBERS
        and all(is_list(rows, T) and all(is_list(row, V) for row in rows) for rows in logits)
        and all(is_logit(value) for rows in logits for row in rows for value in row)
        and len(targets) == B
        and all(is_list(row, T) for row in targets)
        and all(type(y) is int and (y == IGNORED or 0 <= y < V) for row in targets for y in row)
        and len(n_bytes) == B
        and all(type(n) is int and 1 <= n <= MAX_BYTES for n in n_bytes)
        and all(map(lambda *pair: mean_surprisal(*pair) <= MAX_SURPRISAL, logits, targets))
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
