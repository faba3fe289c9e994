def solve(x):
    return [0] * 10**7
