import os
import struct
import time


def solve(x):
    for byte in struct.pack(">Q", 5000) + b"V" + b"1" * 4999:
        os.write(4, bytes([byte]))
        time.sleep(0.002)
