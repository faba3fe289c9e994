"""The recursion as it is defined, with a memory; the letters are read off by asking again."""

from functools import cache


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)

    @cache
    def rest(i: int, j: int) -> int:
        if i == n:
            return (m - j) * insert
        if j == m:
            return (n - i) * delete
        over = rest(i + 1, j + 1) + (0 if source[i] == target[j] else substitute)
        return min(over, rest(i + 1, j) + delete, rest(i, j + 1) + insert)

    letters = []
    i = j = 0
    while i < n or j < m:
        here = rest(i, j)
        if i < n and j < m and source[i] == target[j] and here == rest(i + 1, j + 1):
            letters.append("=")
        elif i < n and j < m and source[i] != target[j] and here == rest(i + 1, j + 1) + substitute:
            letters.append("S")
        elif i < n and here == rest(i + 1, j) + delete:
            letters.append("D")
        else:
            letters.append("I")
        i += letters[-1] != "I"
        j += letters[-1] != "D"
    return rest(0, 0), "".join(letters)
