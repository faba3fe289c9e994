import sys

print(input())
sys.exit(0)
