def solve(x):
    yield x
