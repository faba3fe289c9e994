import os
import time


def solve(x):
    time.process_time(), time.thread_time()
    seen = []
    for pid in {1, os.getppid()}:
        try:
            seen.append(time.clock_gettime((~pid << 3) | 2))
        except OSError:
            pass
    return seen
