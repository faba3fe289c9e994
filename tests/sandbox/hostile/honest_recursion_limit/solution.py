import sys
import threading

sys.setrecursionlimit(10**6)
threading.stack_size(256 * 1024 * 1024)


def depth(left):
    return 0 if left == 0 else 1 + depth(left - 1)


def solve(x):
    answer = []
    thread = threading.Thread(target=lambda: answer.append(depth(50_000)))
    thread.start()
    thread.join()
    return answer[0]
