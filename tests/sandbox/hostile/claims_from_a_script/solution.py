import os
import struct

print(1, flush=True)
os.write(4, struct.pack(">Q", 3) + b"V99")
