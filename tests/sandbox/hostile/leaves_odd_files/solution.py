import os
import socket


def solve(x):
    for place in ("/tmp", "/dev/shm"):
        os.chdir(place)
        socket.socket(socket.AF_UNIX).bind("socket")
        os.symlink("/box", "link")
        os.symlink("loop", "loop")
        os.mkdir("folder")
        os.symlink("/opt", "folder/link")
        os.mkdir("folder/inner")
        os.mkdir(b"\xff\n-rf")
        os.open("gone", os.O_CREAT)
        os.chmod("folder/inner", 0)
        os.chmod("folder", 0)
    return x
