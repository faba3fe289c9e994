import sys

numbers = list(map(int, sys.stdin.buffer.read().split()))
sys.stdout.buffer.write(b"%d\n" % sum(numbers))
