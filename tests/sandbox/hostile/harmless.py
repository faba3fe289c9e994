"""A harmless program that also tells what is odd about its surroundings."""

import json
import os
import resource
import signal
import sys
import tempfile


def solve(numbers):
    print("out")
    print("err", file=sys.stderr)
    with tempfile.NamedTemporaryFile(dir=".") as file:
        file.write(b"scratch")
    return {"sorted": sorted(numbers), "odd": list(oddities())}


def oddities():
    for place in (os.getcwd(), "/dev/shm"):
        if os.listdir(place):
            yield f"{place} holds {os.listdir(place)}"
    if os.listdir("/tmp") != [os.path.basename(os.getcwd())]:
        yield f"/tmp holds {os.listdir('/tmp')}"
    foreign = []
    for pid in range(1, 2000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        except PermissionError:
            foreign.append(pid)
            continue
        if pid not in (os.getpid(), os.getppid()):
            yield f"process {pid} of ours is alive"
    if len(foreign) > 4:  # the agent, the fork server, and the forks that wait for later runs
        yield f"processes {foreign} are alive"
    if resource.getrusage(resource.RUSAGE_SELF).ru_utime > 1:
        yield "much processor time is used already"
    if signal.getsignal(signal.SIGTERM) != signal.SIG_DFL or signal.pthread_sigmask(0, []):
        yield "signals are set up in another way"
    if json.dumps([1]) != "[1]" or sum([1, 2]) != 3:
        yield "modules are patched"
