"""What the benchmarks share: taking times, telling how they grow, keeping processors busy, ending cleanly.

Whatever a benchmark starts ends with it: on Ctrl-C and SIGTERM through `finally`, and, where even that does
not run, because the kernel tells what we started (`DIES_WITH_US`), or because the end of our pipe does.
"""

import argparse
import contextlib
import itertools
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NoReturn

from judge.sandbox.images import list_images

DIES_WITH_US = ("setpriv", "--pdeathsig=KILL")
"""Put before a command: its process is killed when the thread that started it is gone."""

Load = Literal["spin", "memory"]
_BUSY = """\
import os, sys
os.sched_setaffinity(0, {int(sys.argv[1])})
block = bytearray(64 << 20) if sys.argv[2] == "memory" else bytearray(2)
half = len(block) // 2
while True:
    block[:half] = block[half:]
"""
"""`spin` stays in the interpreter; `memory` goes through more than the caches hold, again and again."""


def milliseconds(action: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def summary_ms(times_ms: Sequence[float]) -> dict[str, float]:
    """What is told of many times of the same thing."""
    return {"p50": statistics.median(times_ms), "p99": percentile(times_ms, 0.99)}


def growth(times: Sequence[float]) -> list[float]:
    """By what factor each value is larger than the one before it."""
    return [after / before for before, after in itertools.pairwise(times)]


@contextlib.contextmanager
def busy(cpus: Sequence[int], load: Load = "spin") -> Iterator[None]:
    """A process on each of these processors that never waits; name one twice for two."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for cpu in cpus:
            command = [*DIES_WITH_US, sys.executable, "-S", "-c", _BUSY, str(cpu), load]
            # Processes of one session may share one turn (CONFIG_SCHED_AUTOGROUP).
            processes.append(subprocess.Popen(command, start_new_session=True))
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


class Steal:
    """By how much the hypervisor has kept this machine's processors from it, since this was made."""

    def __init__(self) -> None:
        self._before = _ticks()

    def share(self) -> float:
        """Stolen time as a share of all processors' time; 0 on a machine of its own."""
        stolen, in_all = (
            after - before for after, before in zip(_ticks(), self._before, strict=True)
        )
        return stolen / max(in_all, 1)


def _ticks() -> tuple[int, int]:
    """Ticks of all processors that were stolen, and all of them (`/proc/stat`, first line)."""
    ticks = [int(each) for each in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return ticks[7], sum(ticks)


def end_on_sigterm() -> None:
    """Let SIGTERM end this process as Ctrl-C does: through every `finally`."""

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, end)


def positive(text: str) -> int:
    """A number of times, out of a command's options."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def image_is_built(name: str) -> bool:
    """Whether a runner image is on this host."""
    return any(image.name == name and image.built for image in list_images())
