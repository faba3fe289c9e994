import mmap


def solve(x):
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 1 << 22))
        kept[-1].write(bytes(1 << 22))
