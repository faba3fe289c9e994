import builtins
import ctypes
import fcntl
import json
import os
import signal
import socket
import sys
import time

def leave():
    for place in ("/tmp", "/dev/shm", os.getcwd()):
        with open(f"{place}/note", "w") as file:
            file.write("note")
    for path in (__file__, os.path.dirname(__file__) + "/note.py", "/box/note"):
        try:
            with open(path, "a") as file:
                file.write("# note")
        except OSError:
            pass
    builtins.note = json.note = sys.modules["note"] = os
    os.environ["NOTE"] = "note"
    libc = ctypes.CDLL(None)
    libc.shmget(77, 4096, 0o1666), libc.msgget(77, 0o1666), libc.semget(77, 1, 0o1666)
    open(__file__).read()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            listener = socket.socket(socket.AF_UNIX)
            listener.bind("\0note")
            listener.listen()
            fcntl.flock(open(__file__), fcntl.LOCK_EX)
            time.sleep(60)
        os._exit(0)
    os.wait()


def look():
    for place in ("/tmp", "/dev/shm", os.getcwd(), os.path.dirname(__file__)):
        names = os.listdir(place)
        if [name for name in names if name not in (os.path.basename(os.getcwd()), "solution.py")]:
            yield f"{place} holds {names}"
    with open(__file__) as file:
        if "# no" + "te" in file.read().splitlines()[-1]:
            yield "its source"
    if hasattr(builtins, "note") or hasattr(json, "note") or "note" in sys.modules:
        yield "modules"
    if "NOTE" in os.environ:
        yield "environment"
    libc = ctypes.CDLL(None)
    if max(libc.shmget(77, 0, 0), libc.msgget(77, 0), libc.semget(77, 0, 0)) >= 0:
        yield "System V IPC"
    try:
        socket.socket(socket.AF_UNIX).connect("\0note")
        yield "a daemon"
    except ConnectionRefusedError:
        pass
    fcntl.flock(open(__file__), fcntl.LOCK_EX | fcntl.LOCK_NB)
    if signal.pthread_sigmask(0, []) or signal.sigpending():
        yield "signals"
    if os.stat("/dev/shm").st_mtime:
        yield "when the shared folder was written to"
    facts = os.stat(__file__)
    if facts.st_atime_ns > facts.st_mtime_ns:
        yield "when its source was read"


def solve(x):
    return leave() if x == "leave" else list(look())
