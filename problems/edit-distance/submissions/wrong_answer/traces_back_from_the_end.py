"""Mistake: the usual table of prefixes, traced back; so ties are decided at the end."""


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)
    cost = [[i * delete + j * insert for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            change = 0 if source[i - 1] == target[j - 1] else substitute
            both = cost[i - 1][j - 1] + change
            cost[i][j] = min(both, cost[i - 1][j] + delete, cost[i][j - 1] + insert)
    script = ""
    i, j = n, m
    while i or j:
        equal = i > 0 and j > 0 and source[i - 1] == target[j - 1]
        change = 0 if equal else substitute
        if i and j and cost[i][j] == cost[i - 1][j - 1] + change:
            script = ("=" if equal else "S") + script
            i, j = i - 1, j - 1
        elif i and cost[i][j] == cost[i - 1][j] + delete:
            script = "D" + script
            i -= 1
        else:
            script = "I" + script
            j -= 1
    return cost[n][m], script
