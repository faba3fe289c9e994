import atexit


def for_ever():
    while True:
        pass


class Trap(int):
    def __del__(self):
        for_ever()


def solve(x):
    atexit.register(for_ever)
    return Trap(x)
