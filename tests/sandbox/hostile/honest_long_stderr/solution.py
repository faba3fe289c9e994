import sys


def solve(x):
    for _ in range(1000):
        sys.stderr.write("x" * 999 + "\n")
    return x
