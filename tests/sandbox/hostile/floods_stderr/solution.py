import sys


def solve(x):
    while True:
        sys.stderr.write("error\n" * 1000)
