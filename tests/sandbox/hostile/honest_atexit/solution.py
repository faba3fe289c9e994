import atexit

atexit.register(print, input())
