"""Mistake: deletes and inserts around a longest common subsequence, and never substitutes."""


def edit_script(
    source: list[str], target: list[str], insert: int, delete: int, substitute: int
) -> tuple[int, str]:
    n, m = len(source), len(target)
    common = [[0] * (m + 1) for _ in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            if source[i] == target[j]:
                common[i][j] = common[i + 1][j + 1] + 1
            else:
                common[i][j] = max(common[i + 1][j], common[i][j + 1])
    script = ""
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and source[i] == target[j]:
            script += "="
            i, j = i + 1, j + 1
        elif i < n and (j == m or common[i + 1][j] >= common[i][j + 1]):
            script += "D"
            i += 1
        else:
            script += "I"
            j += 1
    return script.count("D") * delete + script.count("I") * insert, script
