"""Mistake: finds the script with the fewest operations and multiplies by the costs afterwards."""


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)
    cost = [[(n - i) + (m - j) for j in range(m + 1)] for i in range(n + 1)]
    step = [["I"] * m + ["D"] for _ in cost]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            equal = source[i] == target[j]
            both = cost[i + 1][j + 1] + (not equal)
            dropped = cost[i + 1][j] + 1
            cost[i][j] = min(both, dropped, cost[i][j + 1] + 1)
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
    prices = {"=": 0, "S": substitute, "D": delete, "I": insert}
    return sum(prices[letter] for letter in script), script
