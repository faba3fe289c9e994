import os

print(input(), flush=True)
os.close(1)
os.closerange(3, 256)
