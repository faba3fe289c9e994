"""Mistake: deals the classes in the order in which they occur, not by label."""


def k_fold_splits(
    order: list[int], k: int, labels: list[int] | None
) -> list[tuple[list[int], list[int]]]:
    n = len(order)
    fold_of: dict[int, int] = {}
    if labels is None:
        folds = sorted(place % k for place in range(n))
        for row, fold in zip(order, folds):
            fold_of[row] = fold
    else:
        first: dict[int, int] = {}
        for place, row in enumerate(order):
            first.setdefault(labels[row], place)
        for place, row in enumerate(sorted(order, key=lambda row: first[labels[row]])):
            fold_of[row] = place % k
    return [
        (
            [row for row in range(n) if fold_of[row] != fold],
            [row for row in range(n) if fold_of[row] == fold],
        )
        for fold in range(k)
    ]
