def solve(x):
    return 'ÿş'
