"""Pairing things that fit one another."""


def perfect_matching(fits: list[list[int]]) -> list[int] | None:
    """Give every row a column of its own.

    Augmenting paths, without recursion: a row takes a free column, or one whose row can move on.

    Args:
        fits: for each row, the columns it may get; there are as many columns as rows.

    Returns:
        The column of each row, or None if not every row can have one.
    """
    row_of: dict[int, int] = {}
    for start in range(len(fits)):
        came_from: dict[int, int] = {}
        rows, free = [start], None
        for row in rows:
            for column in fits[row]:
                if column in came_from:
                    continue
                came_from[column] = row
                if column not in row_of:
                    free = column
                    break
                rows.append(row_of[column])
            if free is not None:
                break
        if free is None:
            return None
        _shift(row_of, came_from, start, free)
    column_of = {row: column for column, row in row_of.items()}
    return [column_of[row] for row in range(len(fits))]


def _shift(row_of: dict[int, int], came_from: dict[int, int], start: int, free: int) -> None:
    """Give the free column to the row that found it, the column it leaves to the next, and so on."""
    held = {row: column for column, row in row_of.items()}
    column = free
    while True:
        row = came_from[column]
        left = held.get(row)
        row_of[column] = row
        if row == start or left is None:
            return
        column = left
