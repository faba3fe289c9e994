def solve(x):
    pass
