"""Plain Python, one row after another; the smoothed loss as a mix of two losses."""

import math


def softmax_cross_entropy(logits, targets, ignore_index, smoothing):
    rows = logits.tolist()
    labels = targets.tolist()
    count = len(rows[0])
    kept = [i for i, label in enumerate(labels) if label != ignore_index]
    losses = []
    grad = [[0.0] * count for _ in rows]
    for i in kept:
        row, label = rows[i], labels[i]
        top = max(row)
        powers = [math.exp(z - top) for z in row]
        total = math.fsum(powers)
        log_total = math.log(total)
        of_label = log_total - (row[label] - top)
        of_all = log_total - math.fsum(z - top for z in row) / count
        losses.append((1 - smoothing) * of_label + smoothing * of_all)
        grad[i] = [(power / total - smoothing / count) / len(kept) for power in powers]
        grad[i][label] -= (1 - smoothing) / len(kept)
    loss = math.fsum(losses) / len(kept) if kept else 0.0
    return {"loss": loss, "grad": grad}
