"""Mistake: the plain recursion, which solves the same rest again and again."""


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)

    def best(i: int, j: int) -> tuple[int, str]:
        if i == n:
            return (m - j) * insert, "I" * (m - j)
        if j == m:
            return (n - i) * delete, "D" * (n - i)
        equal = source[i] == target[j]
        over, rest = best(i + 1, j + 1)
        result = (over, "=" + rest) if equal else (over + substitute, "S" + rest)
        dropped, rest = best(i + 1, j)
        if dropped + delete < result[0]:
            result = dropped + delete, "D" + rest
        written, rest = best(i, j + 1)
        if written + insert < result[0]:
            result = written + insert, "I" + rest
        return result

    return best(0, 0)
