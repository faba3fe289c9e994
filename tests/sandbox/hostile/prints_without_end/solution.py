import os


def solve(x):
    while True:
        os.write(1, bytes(65536))
