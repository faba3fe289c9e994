import os
import signal
import time


def work():
    if os.fork() == 0:
        end = time.process_time() + 0.15
        while time.process_time() < end:
            pass
        os._exit(0)


def solve(x):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        work()
        time.sleep(0.1)
