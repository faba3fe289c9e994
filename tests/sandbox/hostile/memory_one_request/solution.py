def solve(x):
    return bytearray(1 << 40)
