"""The agent's main loop: one request, one reply.

    hello                       (agent first) what the box is and what is enforced in it
    load    files, code      -> loaded        the program of the runs that follow
    compile files            -> compiled      as a run whose claim is the code; it is loaded then, too
    run     input, files     -> ran           observations of one run
                             -> skipped       it was sent ahead, and the run before it went wrong
    prove                    -> proof         whether the box may serve another submission

The host may send requests ahead, before it has the replies to earlier ones. They wait in the pipe, so that
the next run need not wait for what the host does with the last. A request that the agent cannot fulfil is
answered with `failed` and ends the box.
"""

from __future__ import annotations

import functools
import os
import platform
import random
import shutil
import stat
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Union

from agent import PROTOCOL, claims, cleaning, frames, usage, values
from agent.forkserver import ForkServer, Standby
from agent.watch import Run

_FIRST_UID_SMALL, _FIRST_UID_LARGE, _UIDS = 10_000, 1 << 20, 1 << 16
_MOST_BURNT = 400
_FORK_ATTEMPTS = 5
_GOVERNOR = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"
_FORKS_AHEAD = 2
"""Forks that wait for coming runs: one to be told what to run while the other still prepares itself."""

_Content = Union[bytes, memoryview]
_Reply = tuple[dict[str, Any], list[bytes]]
_Operation = Callable[[dict[str, Any], list[memoryview]], _Reply]


class _Stage:
    """Where programs and runs have their files: tmpfs mounts in a box, a folder for local use."""

    def __init__(self, local: str | None) -> None:
        root = local or ""
        self.local = local is not None
        self.program = f"{root}/box/program"
        self.code, self.code_bytes = f"{root}/box/code", 0
        self.runs = f"{root}/tmp"
        if self.local:
            os.makedirs(f"{root}/box", exist_ok=True)
            os.makedirs(self.runs, exist_ok=True)

    def write_program(self, files: Iterable[tuple[str, _Content]]) -> None:
        """Replace the program's files; they belong to root and nobody else may write them."""
        shutil.rmtree(self.program, ignore_errors=True)
        os.makedirs(self.program)
        write_files(self.program, files, 0o444)

    def write_code(self, code: _Content) -> None:
        """Replace the compiled code."""
        with open(self.code + ".new", "wb") as file:
            file.write(code)
        os.replace(self.code + ".new", self.code)
        self.code_bytes = len(code)

    def new_run_folder(self, uid: int, files: Iterable[tuple[str, _Content]]) -> str:
        """An empty working directory that belongs to the run; its name tells nothing."""
        folder = f"{self.runs}/{random.getrandbits(64):016x}"
        os.mkdir(folder, 0o700)
        owner = None if self.local else uid
        write_files(folder, files, 0o600, owner)
        if owner is not None:
            os.chown(folder, owner, owner)
        return folder


def write_files(
    folder: str, files: Iterable[tuple[str, _Content]], mode: int, owner: int | None = None
) -> None:
    """Write files given as (relative name, content); the host has checked the names."""
    for name, content in files:
        path = os.path.join(folder, name)
        parents = folder
        for part in name.split("/")[:-1]:
            parents = f"{parents}/{part}"
            if not os.path.isdir(parents):
                os.mkdir(parents)
                if owner is not None:
                    os.chown(parents, owner, owner)
        with open(path, "wb") as file:
            file.write(content)
        os.chmod(path, mode)
        if owner is not None:
            os.chown(path, owner, owner)


class Agent:
    """State of the agent between requests.

    Attributes:
        finished: nothing more may run here; the host finds that the box has ended, and takes another.
    """

    def __init__(self, preload: Sequence[str], local: str | None, host: int) -> None:
        self._stage, self._host = _Stage(local), host
        self._forkserver = ForkServer(preload, self._stage.local)
        if not self._stage.local:
            for place in cleaning.WRITABLE:  # some libraries make a folder when they are imported
                cleaning.wipe(place)
        self._cgroup = None if self._stage.local else usage.open_cgroup()
        self._uids = _fresh_uids()
        self._proof: cleaning.Proof | None = None
        self._oddity: str | None = None
        self._went_well = True
        self.finished = False
        self._fork_bytes = self._prepare_first()

    def _prepare_first(self) -> int:
        """Have the first forks wait; returns by how much one of them makes the box grow.

        These pages are a run's own, though it has them before it starts.
        """
        before = self._cgroup.memory_bytes() if self._cgroup else 0
        self.prepare()
        self._forkserver.wait_until_ready()
        grown = self._cgroup.memory_bytes() - before if self._cgroup else 0
        return max(0, grown) // _FORKS_AHEAD

    def prepare(self) -> None:
        """Have forks wait for the next runs."""
        while self._uids and self._forkserver.ordered() < _FORKS_AHEAD:
            self._forkserver.order(self._uids.pop())

    def _allowed(self) -> set[int]:
        """Processes that belong here."""
        self._forkserver.settle()
        return {os.getpid(), self._forkserver.pid, *self._forkserver.waiting()}

    def hello(self) -> dict[str, Any]:
        """What the box is, and what the kernel says is enforced in it."""
        facts = {
            "op": "hello",
            "protocol": PROTOCOL,
            "python": platform.python_version(),
            "libraries": self._forkserver.libraries,
            "kernel": platform.release(),
            "cpu_model": _cpu_model(),
            "speculation_mitigation": _status_field("Speculation_Store_Bypass"),
            "scaling_governor": scaling_governor(),
            "local": self._stage.local,
        }
        if self._cgroup is not None:
            _burn_counters()
            facts.update(
                landlock=self._forkserver.landlock,
                cgroup=self._cgroup.version,
                limits=self._cgroup.limits(),
                seccomp=_status_field("Seccomp"),
                no_new_privs=_status_field("NoNewPrivs"),
                capabilities=_status_field("CapBnd"),
                mounts=cleaning.writable_mounts(),
                interfaces=sorted(os.listdir("/sys/class/net")),
                swap=_swap_is_on(),
            )
            self._proof = cleaning.Proof(self._cgroup)
        return facts

    def load(self, header: dict[str, Any], blobs: list[memoryview]) -> _Reply:
        """Take a program for the runs that follow."""
        names = header["names"]
        self._stage.write_program(zip(names, blobs))
        self._stage.write_code(blobs[len(names)])
        return {"op": "loaded"}, []

    def compile(self, header: dict[str, Any], blobs: list[memoryview]) -> _Reply:
        """Compile a program in a run of its own; the reply's claim is the code."""
        self._stage.write_program(zip(header["names"], blobs))
        job = {
            "action": "compile",
            "sources": header["sources"],
            "entry": header["entry"],
            "timed": False,
            "series": False,
        }
        report, results = self._run(header, job, [], [b""], "compiled")
        code = _claimed_value(results)
        if code is not None:
            self._stage.write_code(code)
        return report, results

    def run(self, header: dict[str, Any], blobs: list[memoryview]) -> _Reply:
        """Run the loaded program once; not if it was sent ahead and the last run went wrong.

        What made that one fail, or take all its time, would often make this one, and then the host does
        not want to know.
        """
        if header["ahead"] and not self._went_well:
            return {"op": "skipped"}, []
        job = dict(header["job"])
        if "conversions" in job:
            job["conversions"] = {
                name: [_unless_plain(word) for word in words]
                for name, words in job["conversions"].items()
            }
        report, results = self._run(header, job, header["names"], blobs, "ran")
        ended_well = report["exit_code"] == 0 or _claimed_value(results) is not None
        self._went_well = ended_well and not report["hits"]
        return report, results

    def prove(self, header: dict[str, Any], blobs: list[memoryview]) -> _Reply:
        """Say whether the box is as clean as when it started."""
        oddity = self._oddity or (self._proof.oddity(self._allowed()) if self._proof else None)
        return {"op": "proof", "oddity": oddity}, []

    def _run(
        self,
        header: dict[str, Any],
        job: dict[str, Any],
        names: list[str],
        blobs: list[Any],
        reply: str,
    ) -> _Reply:
        """Run something on the first blob, with the others as files of these names."""
        standby = self._take()
        source, *contents = blobs
        folder = self._stage.new_run_folder(standby.uid, zip(names, contents))
        job = dict(
            job,
            folder=folder,
            program=self._stage.program,
            code=self._stage.code,
            code_bytes=self._stage.code_bytes,
            input_bytes=len(source),
        )
        meter = usage.ProcessMeter() if self._cgroup is None else usage.Meter(self._cgroup)
        run = Run(self._forkserver, standby, meter, header["limits"], job, source, self._host)
        # The request is copied, and may be as large as all that the box has for the agent.
        blobs.clear()
        del source, contents
        report, results = run.execute(self.prepare)
        killed = self._kill_strangers()
        collected = _collect(folder, header.get("collect", ()), header["limits"]["output_bytes"])
        self._wipe(folder)
        if report["hits"] or killed:
            self._note(f"a run was ended: {', '.join(report['hits']) or 'processes left behind'}")
        report["memory_bytes"] += self._fork_bytes
        report.update(op=reply, oddity=self._oddity, collected=[name for name, _ in collected])
        self.finished = self.finished or not (self._uids or self._forkserver.ordered())
        return report, results + [content for _, content in collected]

    def _take(self) -> Standby:
        """A fork for a run; one that waited may be gone, killed in a run's place for want of memory."""
        for _ in range(_FORK_ATTEMPTS):
            self.prepare()
            standby = self._forkserver.take()
            if standby is not None and standby.lives():
                if not self._stage.local:
                    standby.prefer_for_oom_kill()
                return standby
            if standby is not None:
                self._forkserver.reap(standby.pid)
        raise RuntimeError("no fork can be had for a run")

    def _kill_strangers(self) -> bool:
        if self._stage.local:
            cleaning.reap_orphans()
            return False
        found, gone = cleaning.kill_strangers(self._allowed())
        if not gone:
            self._note("processes could not be killed")
            self.finished = True
        return found

    def _wipe(self, folder: str) -> None:
        if self._stage.local:
            shutil.rmtree(folder, ignore_errors=True)
            return
        for place in cleaning.WRITABLE:
            try:
                cleaning.wipe(place)
            except OSError as error:
                self._note(f"{place} could not be wiped: {error}")
                self.finished = True

    def _note(self, oddity: str) -> None:
        """Remember why this box must not serve another submission."""
        self._oddity = self._oddity or oddity


def serve(preload: Sequence[str], local: str | None) -> None:
    """Answer requests until the host closes the connection."""
    requests, replies = os.dup(0), os.dup(1)
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    try:
        agent = Agent(preload, local, requests)
        frames.write_frame(replies, agent.hello())
        operations = {
            "load": agent.load,
            "compile": agent.compile,
            "run": agent.run,
            "prove": agent.prove,
        }
        while not agent.finished:
            agent.prepare()
            _answer(operations, requests, replies)
    except frames.HostGone:
        return
    except Exception:  # the outermost loop: whatever it is, the host has to hear of it
        frames.write_frame(replies, {"op": "failed", "reason": traceback.format_exc()[-4000:]})


def _answer(operations: Mapping[str, _Operation], requests: int, replies: int) -> None:
    """One request, one reply; a function, so that neither stays in memory until the next."""
    header, blobs = frames.read_frame(requests)
    reply, content = operations[header["op"]](header, blobs)
    frames.write_frame(replies, reply, content)


def _fresh_uids() -> list[int]:
    """User ids never used before in this box, from a range of its own.

    Where the box may use any id, ranges of different boxes hardly ever meet, so per-user quotas of
    the kernel are not shared. In a user namespace only the ids below 65536 are mapped.
    """
    with open("/proc/self/uid_map") as file:
        mapped = sum(int(line.split()[2]) for line in file)
    if mapped > 1 << 31:
        first = _FIRST_UID_LARGE + random.randrange(1 << 14) * _UIDS
        uids = list(range(first, first + _UIDS))
    else:
        uids = list(range(_FIRST_UID_SMALL, min(mapped, 60_000)))
    random.shuffle(uids)
    return uids


def _burn_counters() -> None:
    """Use up random numbers of pids and inodes: a run must not tell from its own how many went before."""
    dice = random.SystemRandom()
    for _ in range(dice.randrange(_MOST_BURNT)):
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    for place in cleaning.WRITABLE:
        for _ in range(dice.randrange(_MOST_BURNT)):
            os.mkdir(f"{place}/burnt")
            os.rmdir(f"{place}/burnt")


@functools.lru_cache(maxsize=256)
def _unless_plain(word: str) -> str | None:
    """A parameter's type; None if what JSON gives is right as it is."""
    return None if values.converter(word) is None else word


def _claimed_value(results: Sequence[bytes]) -> bytes | None:
    """The value among a run's results, if it claims one."""
    claim = results[2]
    return claim[1:] if claim[:1] == claims.VALUE else None


def _collect(folder: str, names: Sequence[str], cap: int) -> list[tuple[str, bytes]]:
    """Read files a program of the package's own left; never through a link, never more than the cap."""
    found = []
    for name in names:
        path = os.path.join(folder, name)
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            continue
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            continue
        with open(fd, "rb") as file:
            found.append((name, file.read(cap)))
    return found


def _status_field(name: str) -> str | None:
    with open("/proc/self/status") as lines:
        for line in lines:
            key, _, value = line.partition(":")
            if key == name:
                return value.strip()
    return None


def _cpu_model() -> str:
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith(("model name", "CPU part")):
                return line.partition(":")[2].strip()
    return platform.machine()


def scaling_governor(path: str = _GOVERNOR) -> str | None:
    """What sets the first processor's clock; None where the kernel does not, as in most virtual machines."""
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return None


def _swap_is_on() -> bool:
    with open("/proc/swaps") as file:
        return len(file.readlines()) > 1
