"""Signals that come while one is being handled."""

import signal
import subprocess
import sys
import time

PROGRAM = """\
import os, signal, threading
from judge.cli.worker import on_signal

stop, hurry = threading.Event(), threading.Event()
count = 0

def hasten():
    global count
    count += 1
    hurry.set()
    stop.set()

on_signal(signal.SIGTERM, stop.set)
on_signal(signal.SIGINT, hasten)
print("ready", flush=True)
while not (stop.wait(0.001) and hurry.is_set() and count > 100):
    stop.clear()
os._exit(0)
"""


def test_a_signal_within_a_signal_stops_nothing() -> None:
    """A handler that took a lock waited for itself when the next signal came, and the slot for ever."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            process.send_signal(signal.SIGTERM)
            process.send_signal(signal.SIGINT)
        ended = process.poll()
        process.kill()
    assert ended == 0
