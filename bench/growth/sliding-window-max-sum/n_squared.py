"""Every start with every length."""


def best_window(values: list[int], shortest: int, longest: int) -> tuple[int, int, int] | None:
    best = None
    for start in range(len(values) - shortest + 1):
        total = sum(values[start : start + shortest - 1])
        for end in range(start + shortest - 1, min(len(values), start + longest)):
            total += values[end]
            if best is None or total > best[0]:
                best = (total, start, end + 1 - start)
    return best
