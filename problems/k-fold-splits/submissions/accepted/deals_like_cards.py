"""Deal the rows like cards, class by class, without giving the first player twice in a row."""

from collections import defaultdict


def k_fold_splits(
    order: list[int], k: int, labels: list[int] | None
) -> list[tuple[list[int], list[int]]]:
    tests: list[list[int]] = [[] for _ in range(k)]
    if labels is None:
        size, larger = divmod(len(order), k)
        start = 0
        for fold in range(k):
            end = start + size + (fold < larger)
            tests[fold] = order[start:end]
            start = end
    else:
        classes: dict[int, list[int]] = defaultdict(list)
        for row in order:
            classes[labels[row]].append(row)
        turn = 0
        for label in sorted(classes):
            for row in classes[label]:
                tests[turn].append(row)
                turn = (turn + 1) % k
    everything = set(order)
    return [(sorted(everything.difference(test)), sorted(test)) for test in tests]
