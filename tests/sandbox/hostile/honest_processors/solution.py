import os


def solve(x):
    with open("/proc/cpuinfo") as file, open("/sys/devices/system/cpu/online") as online:
        return x if file.read() and online.read() and os.cpu_count() else 0
