"""The agent's main loop: one request, one reply.

    hello                       (agent first) what the box is and what is enforced in it
    load    files, code      -> loaded        the program of the runs that follow
    compile files            -> compiled      as a run whose claim is the code
    run     input, files     -> ran           observations of one run
    prove                    -> proof         whether the box may serve another submission

A request that the agent cannot fulfil is answered with `failed` and ends the box.
"""

import os
import platform
import random
import shutil
import threading
import traceback

from agent import PROTOCOL, cleaning, frames, usage
from agent.forkserver import ForkServer
from agent.watch import Run

_FIRST_UID_SMALL, _FIRST_UID_LARGE, _UIDS = 10_000, 1 << 20, 1 << 16
_MOST_BURNT_PIDS = 400


class _Stage:
    """Where programs and runs have their files: tmpfs mounts in a box, a folder for local use."""

    def __init__(self, local):
        root = local or ""
        self.local = local is not None
        self.program = f"{root}/box/program"
        self.code = f"{root}/box/code"
        self.runs = f"{root}/tmp"
        if self.local:
            os.makedirs(f"{root}/box", exist_ok=True)
            os.makedirs(self.runs, exist_ok=True)

    def write_program(self, files):
        """Replace the program's files; they belong to root and nobody else may write them."""
        shutil.rmtree(self.program, ignore_errors=True)
        os.makedirs(self.program)
        write_files(self.program, files, 0o444)

    def write_code(self, code):
        """Replace the compiled code."""
        with open(self.code + ".new", "wb") as file:
            file.write(code)
        os.replace(self.code + ".new", self.code)

    def new_run_folder(self, uid, files):
        """An empty working directory that belongs to the run; its name tells nothing."""
        folder = f"{self.runs}/{random.getrandbits(64):016x}"
        os.mkdir(folder, 0o700)
        owner = None if self.local else uid
        write_files(folder, files, 0o600, owner)
        if owner is not None:
            os.chown(folder, owner, owner)
        return folder


def write_files(folder, files, mode, owner=None):
    """Write files given as (relative name, content); the host has checked the names."""
    for name, content in files:
        path = os.path.join(folder, name)
        parent = os.path.dirname(path)
        if parent != folder and not os.path.isdir(parent):
            os.makedirs(parent)
            if owner is not None:
                os.chown(parent, owner, owner)
        with open(path, "wb") as file:
            file.write(content)
        os.chmod(path, mode)
        if owner is not None:
            os.chown(path, owner, owner)


class Agent:
    """State of the agent between requests."""

    def __init__(self, preload, local, host):
        self._stage, self._host = _Stage(local), host
        self._forkserver = ForkServer(preload, self._stage.local)
        self._allowed = {os.getpid(), self._forkserver.pid}
        self._cgroup = None if self._stage.local else usage.open_cgroup()
        self._uids = _fresh_uids()
        self._proof = None
        self._oddity = None

    def hello(self):
        """What the box is, and what the kernel says is enforced in it."""
        facts = {
            "op": "hello",
            "protocol": PROTOCOL,
            "python": platform.python_version(),
            "libraries": self._forkserver.libraries,
            "kernel": platform.release(),
            "cpu_model": _cpu_model(),
            "speculation_mitigation": _status_field("Speculation_Store_Bypass"),
            "local": self._stage.local,
        }
        if not self._stage.local:
            _burn_pids()
            facts.update(
                cgroup=self._cgroup.version,
                limits=self._cgroup.limits(),
                seccomp=_status_field("Seccomp"),
                no_new_privs=_status_field("NoNewPrivs"),
                capabilities=_status_field("CapBnd"),
                mounts=cleaning.writable_mounts(),
                interfaces=sorted(os.listdir("/sys/class/net")),
                swap=_swap_is_on(),
            )
            self._proof = cleaning.Proof(self._allowed, self._cgroup)
        return facts

    def load(self, header, blobs):
        """Take a program for the runs that follow."""
        names = header["names"]
        self._stage.write_program(zip(names, blobs))
        self._stage.write_code(blobs[len(names)])
        return {"op": "loaded"}, []

    def compile(self, header, blobs):
        """Compile a program in a run of its own; the reply's claim is the code."""
        self._stage.write_program(zip(header["names"], blobs))
        job = {"action": "compile", "sources": header["sources"], "entry": header["entry"]}
        return self._run(header, job, b"", [], "compiled")

    def run(self, header, blobs):
        """Run the loaded program once."""
        files = list(zip(header["names"], blobs[1:]))
        return self._run(header, header["job"], blobs[0], files, "ran")

    def prove(self, header, blobs):
        """Say whether the box is as clean as when it started."""
        oddity = self._oddity or (self._proof.oddity() if self._proof else None)
        return {"op": "proof", "oddity": oddity}, []

    def _run(self, header, job, source, files, reply):
        uid = next(self._uids)
        folder = self._stage.new_run_folder(uid, files)
        job = dict(job, folder=folder, program=self._stage.program, code=self._stage.code)
        meter = usage.ProcessMeter() if self._stage.local else usage.Meter(self._cgroup)
        run = Run(self._forkserver, meter, header["limits"], job, source, uid, self._host)
        del source
        report, blobs = run.execute()
        killed = self._kill_strangers()
        collected = _collect(folder, header.get("collect", ()), header["limits"]["output_bytes"])
        self._wipe(folder)
        if report["hits"] or killed:
            self._note(f"a run was ended: {', '.join(report['hits']) or 'processes left behind'}")
        report.update(op=reply, oddity=self._oddity, collected=[name for name, _ in collected])
        return report, blobs + [content for _, content in collected]

    def _kill_strangers(self):
        if self._stage.local:
            cleaning.reap_orphans()
            return False
        found, gone = cleaning.kill_strangers(self._allowed)
        if not gone:
            self._note("processes could not be killed")
        return found

    def _wipe(self, folder):
        if self._stage.local:
            shutil.rmtree(folder, ignore_errors=True)
            return
        for place in cleaning.WRITABLE:
            _, gone = cleaning.wipe(place)
            if not gone:
                self._note(f"{place} could not be wiped")

    def _note(self, oddity):
        """Remember why this box must not serve another submission."""
        self._oddity = self._oddity or oddity


def serve(preload, local):
    """Answer requests until the host closes the connection."""
    requests, replies = os.dup(0), os.dup(1)
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    agent = Agent(preload, local, requests)
    frames.write_frame(replies, agent.hello())
    operations = {"load": agent.load, "compile": agent.compile, "run": agent.run, "prove": agent.prove}
    while True:
        try:
            header, blobs = frames.read_frame(requests)
            reply, content = operations[header["op"]](header, blobs)
        except frames.HostGone:
            return
        except Exception:  # the outermost loop: whatever it is, the host has to hear of it
            frames.write_frame(replies, {"op": "failed", "reason": traceback.format_exc()[-4000:]})
            return
        frames.write_frame(replies, reply, content)


def _fresh_uids():
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
    return iter(uids)


def _burn_pids():
    """Use up a random number of pids, so that a run cannot tell from its own how many went before."""
    for _ in range(random.SystemRandom().randrange(_MOST_BURNT_PIDS)):
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()


def _collect(folder, names, cap):
    """Read files a program of the package's own left; never through a link, never more than the cap."""
    found = []
    for name in names:
        path = os.path.join(folder, name)
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            continue
        with open(fd, "rb") as file:
            if os.path.isfile(f"/proc/self/fd/{fd}"):
                found.append((name, file.read(cap)))
    return found


def _status_field(name):
    with open("/proc/self/status") as lines:
        for line in lines:
            key, _, value = line.partition(":")
            if key == name:
                return value.strip()
    return None


def _cpu_model():
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith(("model name", "CPU part")):
                return line.partition(":")[2].strip()
    return platform.machine()


def _swap_is_on():
    with open("/proc/swaps") as file:
        return len(file.readlines()) > 1
