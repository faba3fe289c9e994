def solve(x, y):
    return x
