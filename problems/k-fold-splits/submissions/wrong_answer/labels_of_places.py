"""Mistake: looks labels up by place in the order instead of by row."""


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
        # The sort is stable: within a class the rows stay in the order that is given.
        for place, row in enumerate([order[i] for i in sorted(range(n), key=lambda i: labels[i])]):
            fold_of[row] = place % k
    return [
        (
            [row for row in range(n) if fold_of[row] != fold],
            [row for row in range(n) if fold_of[row] == fold],
        )
        for fold in range(k)
    ]
