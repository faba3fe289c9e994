import os
import time


def solve(x):
    if os.fork() == 0:
        time.sleep(60)
    return x
