"""A table of the cost of what is left, filled from the end, so that the script starts in front."""


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)
    # cost[i][j]: least cost of editing source[i:] into target[j:]; step[i][j]: its first letter.
    cost = [[(n - i) * delete + (m - j) * insert for j in range(m + 1)] for i in range(n + 1)]
    step = [["I"] * m + ["D"] for _ in cost]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            equal = source[i] == target[j]
            both = cost[i + 1][j + 1] + (0 if equal else substitute)
            dropped = cost[i + 1][j] + delete
            cost[i][j] = min(both, dropped, cost[i][j + 1] + insert)
            if cost[i][j] == both:
                step[i][j] = "=" if equal else "S"
            elif cost[i][j] == dropped:
                step[i][j] = "D"

    script = ""
    i = j = 0
    while (i, j) != (n, m):
        letter = step[i][j]
        script += letter
        i += letter != "I"
        j += letter != "D"
    return cost[0][0], script
