"""Mistake: deals every class from the first fold on, which piles up the remainders there."""


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
        for label in set(labels):
            for place, row in enumerate(row for row in order if labels[row] == label):
                fold_of[row] = place % k
    return [
        (
            [row for row in range(n) if fold_of[row] != fold],
            [row for row in range(n) if fold_of[row] == fold],
        )
        for fold in range(k)
    ]
