def solve(x):
    return depth(5000)


def depth(left):
    return 0 if left == 0 else 1 + depth(left - 1)
