import sys


def solve(x):
    sys.set_int_max_str_digits(0)
    return 10**20_000
