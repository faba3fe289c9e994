"""A row at a time: insertions within a row are a running minimum from the right."""

import numpy as np


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)
    numbers = {token: number for number, token in enumerate({*source, *target})}
    wanted = np.array([numbers[token] for token in target], dtype=int)
    write_up_to = insert * np.arange(m + 1)
    table = np.zeros((n + 1, m + 1), dtype=int)
    table[n] = write_up_to[::-1]
    for i in reversed(range(n)):
        row = table[i + 1] + delete
        change = np.where(wanted == numbers[source[i]], 0, substitute)
        row[:m] = np.minimum(row[:m], table[i + 1, 1:] + change)
        row += write_up_to
        table[i] = np.minimum.accumulate(row[::-1])[::-1] - write_up_to

    script = []
    i = j = 0
    while i < n and j < m:
        change = 0 if source[i] == target[j] else substitute
        if table[i, j] == table[i + 1, j + 1] + change:
            script.append("=" if source[i] == target[j] else "S")
            i, j = i + 1, j + 1
        elif table[i, j] == table[i + 1, j] + delete:
            script.append("D")
            i += 1
        else:
            script.append("I")
            j += 1
    return int(table[0, 0]), "".join(script) + "D" * (n - i) + "I" * (m - j)
