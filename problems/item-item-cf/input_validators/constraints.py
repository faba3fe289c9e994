"""Check an input against the statement's constraints: exit 42 if it keeps them, 43 if not."""

import json
import math
import sys

MAX_USERS = 300
MAX_ITEMS = 60
MAX_K = 100
GAP = 1e-6

Rows = list[list[int]]


def is_matrix(rows: object) -> bool:
    return (
        isinstance(rows, list)
        and 1 <= len(rows) <= MAX_USERS
        and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
        and 1 <= len(rows[0]) <= MAX_ITEMS
        and all(type(rating) is int and 0 <= rating <= 5 for row in rows for rating in row)
        and any(any(row) for row in rows)
    )


def centred_ratings(rows: Rows) -> list[dict[int, float]]:
    users = []
    for row in rows:
        given = {item: rating for item, rating in enumerate(row) if rating}
        mean = sum(given.values()) / max(1, len(given))
        users.append({item: rating - mean for item, rating in given.items()})
    return users


def similarity(users: list[dict[int, float]], i: int, j: int, min_overlap: int) -> float | None:
    """None if the similarity is so near to zero that rounding decides on its sign."""
    pairs = [(user[i], user[j]) for user in users if i in user and j in user]
    norm = math.sqrt(sum(a * a for a, _ in pairs)) * math.sqrt(sum(b * b for _, b in pairs))
    if len(pairs) < min_overlap or norm == 0 or not any(a * b for a, b in pairs):
        return 0.0
    value = sum(a * b for a, b in pairs) / norm
    return value if abs(value) >= GAP else None


def is_decided(rows: Rows, k: int, min_overlap: int) -> bool:
    users = centred_ratings(rows)
    items = range(len(rows[0]))
    table = [[similarity(users, i, j, min_overlap) for j in items] for i in items]
    if any(table[i][j] is None for i in items for j in items if i != j):
        return False
    for row in rows:
        for item in items:
            if not row[item]:
                near = sorted((table[item][j] for j in items if row[j]), reverse=True)
                near = [value for value in near if value > 0]
                if len(near) > k and near[k - 1] - near[k] < GAP:
                    return False
    return True


def is_valid(arguments: object) -> bool:
    if not isinstance(arguments, list) or len(arguments) != 3:
        return False
    rows, k, min_overlap = arguments
    return (
        is_matrix(rows)
        and type(k) is int
        and 1 <= k <= MAX_K
        and type(min_overlap) is int
        and 1 <= min_overlap <= MAX_K
        and is_decided(rows, k, min_overlap)
    )


if __name__ == "__main__":
    sys.exit(42 if is_valid(json.load(sys.stdin)) else 43)
