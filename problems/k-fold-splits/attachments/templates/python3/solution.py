def k_fold_splits(
    order: list[int], k: int, labels: list[int] | None
) -> list[tuple[list[int], list[int]]]:
    """Return (train rows, test rows) of each fold, stratified if there are labels."""
    raise NotImplementedError("write your solution here")
