import sys
import threading


def depth(left):
    return 0 if left == 0 else 1 + depth(left - 1)


def main():
    print(depth(int(input())))


sys.setrecursionlimit(10**6)
threading.stack_size(64 * 1024 * 1024)
threading.Thread(target=main).start()
