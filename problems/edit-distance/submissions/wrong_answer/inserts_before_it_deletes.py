"""Mistake: prefers an insertion to a deletion of the same cost."""


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)
    cost = [[(n - i) * delete + (m - j) * insert for j in range(m + 1)] for i in range(n + 1)]
    step = [["I"] * m + ["D"] for _ in cost]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            equal = source[i] == target[j]
            both = cost[i + 1][j + 1] + (0 if equal else substitute)
            options = [
                (both, 0, "=" if equal else "S"),
                (cost[i][j + 1] + insert, 1, "I"),
                (cost[i + 1][j] + delete, 2, "D"),
            ]
            cost[i][j], _, step[i][j] = min(options)
    script = ""
    i = j = 0
    while (i, j) != (n, m):
        letter = step[i][j]
        script += letter
        i += letter != "I"
        j += letter != "D"
    return cost[0][0], script
