import os


def solve(x):
    for _ in range(300_000):
        os.write(1, b"x")
    return x
