import threading
from concurrent.futures import ThreadPoolExecutor


def solve(x):
    total, lock = [0], threading.Lock()

    def add(number):
        with lock:
            total[0] += number

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(100)))
    return total[0]
