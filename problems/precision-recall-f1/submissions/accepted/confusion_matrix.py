"""Read everything off the confusion matrix: diagonal, row sums and column sums."""

import numpy as np


def divide(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    b = np.asarray(b, dtype=float)
    return np.divide(a, b, out=np.zeros(b.shape), where=b != 0)


def evaluate(
    y_true: np.ndarray, y_pred: np.ndarray, n_classes: int, background: int
) -> dict[str, np.ndarray]:
    pairs = y_true * n_classes + y_pred
    matrix = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    tp = matrix.diagonal()
    fp = matrix.sum(axis=0) - tp
    fn = matrix.sum(axis=1) - tp
    result = {
        "precision": divide(tp, tp + fp),
        "recall": divide(tp, tp + fn),
        "f1": divide(2 * tp, 2 * tp + fp + fn),
    }
    keep = tp + fp + fn > 0
    if background >= 0:
        keep[background] = False
    table = np.array(list(result.values()))[:, keep]
    tp, fp, fn = tp[keep], fp[keep], fn[keep]
    support = tp + fn
    result["macro"] = table.mean(axis=1) if keep.any() else np.zeros(3)
    sums = tp.sum(), fp.sum(), fn.sum()
    result["micro"] = divide(
        np.array([sums[0], sums[0], 2 * sums[0]]),
        np.array([sums[0] + sums[1], sums[0] + sums[2], 2 * sums[0] + sums[1] + sums[2]]),
    )
    result["weighted"] = divide((table * support).sum(axis=1), np.full(3, support.sum()))
    return result
