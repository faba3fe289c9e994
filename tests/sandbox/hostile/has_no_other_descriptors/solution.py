import os


def solve(x):
    found = []
    for fd in range(4096):
        try:
            os.fstat(fd)
            found.append(fd)
        except OSError:
            pass
    return found
