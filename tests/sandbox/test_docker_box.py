"""Boxes as containers: shut in as asked, given to one submission at a time, gone afterwards."""

import contextlib
import copy
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from agent.server import scaling_governor
from judge.errors import BoxDied, ImageMissing, IsolationUnavailable, SandboxError
from judge.model.limits import MIB
from judge.sandbox import agent_client, docker_box
from judge.sandbox.agent_client import AgentClient
from judge.sandbox.docker_sandbox import DockerLease, DockerSandbox
from judge.sandbox.engine import engine
from judge.sandbox.isolation import (
    CAPABILITIES,
    OVERHEAD_PROCESSES,
    box_memory_bytes,
    refuse_unless_enforced,
)
from judge.sandbox.port import BoxCounts, BoxEnd, BoxSpec, LimitHit, RunReport, Script
from judge.sandbox.protocol import PROTOCOL, encode_frame

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bench

LABEL = "coderound.test"
HANG = """
import os, time
os.fork()
time.sleep(600)
"""


def eventually(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.02)


def containers(label: str) -> list[str]:
    """Ids of all containers, running or not, with this value of our label."""
    found = engine().containers(all=True, filters={"label": f"{LABEL}={label}"})
    return [container["Id"] for container in found]


@pytest.fixture
def label() -> str:
    return uuid4().hex


@pytest.fixture
def own_sandbox(label: str) -> Iterator[DockerSandbox]:
    """A sandbox whose boxes only this test sees."""
    boxes = DockerSandbox(labels={LABEL: label})
    yield boxes
    boxes.close()


def id_of(lease: DockerLease) -> str:
    return lease.hold().id


# --- what is enforced -------------------------------------------------------------------------


@pytest.mark.docker
def test_a_box_reports_the_limits_that_were_asked_for(
    sandbox: DockerSandbox, spec: BoxSpec
) -> None:
    with sandbox.box(spec) as lease:
        hello = lease.hold().agent.hello
    assert hello["limits"]["memory"] == box_memory_bytes(spec)
    assert hello["limits"]["pids"] == spec.processes + OVERHEAD_PROCESSES
    assert hello["cgroup"] in (1, 2)
    assert hello["seccomp"] == "2"
    assert hello["interfaces"] == ["lo"]
    assert lease.info.libraries["numpy"]


@pytest.mark.docker
def test_a_box_sees_the_governor_of_its_host(sandbox: DockerSandbox, spec: BoxSpec) -> None:
    with sandbox.box(spec) as lease:
        assert lease.info.scaling_governor == scaling_governor()


HELLO: dict[str, Any] = {
    "limits": {
        "memory": (256 + 128) * MIB,
        "swap": 0,
        "pids": 64 + OVERHEAD_PROCESSES,
    },
    "swap": False,
    "seccomp": "2",
    "no_new_privs": "1",
    "capabilities": f"{sum(1 << bit for bit in CAPABILITIES.values()):016x}",
    "mounts": {"/tmp": "tmpfs", "/dev/shm": "tmpfs", "/box": "tmpfs", "/proc/acpi": "tmpfs"},
    "interfaces": ["lo"],
}


def changed(*path: str, to: Any) -> dict[str, Any]:
    """The hello of a good box with one fact changed."""
    hello = copy.deepcopy(HELLO)
    place = hello
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return hello


@pytest.mark.parametrize(
    "hello",
    [
        HELLO,
        changed("limits", "swap", to=None),
        changed("interfaces", to=[]),
        {**changed("limits", "swap", to=0), "swap": True},
    ],
    ids=["all", "no swap and no accounting", "no interface", "swap that the box may not use"],
)
def test_a_box_that_is_shut_in_is_taken(hello: dict[str, Any], spec: BoxSpec) -> None:
    refuse_unless_enforced(hello, spec)


@pytest.mark.parametrize(
    ("hello", "complaint"),
    [
        (changed("limits", "memory", to=None), "memory limit is None"),
        (changed("limits", "memory", to=1 << 62), "memory limit is 4611686018427387904"),
        ({**changed("limits", "swap", to=None), "swap": True}, "swap limit is None"),
        ({**changed("limits", "swap", to=MIB), "swap": True}, "swap limit is 1048576"),
        (changed("limits", "pids", to=None), "process limit is None"),
        (changed("seccomp", to="0"), "seccomp mode is 0"),
        (changed("seccomp", to=None), "seccomp mode is None"),
        (changed("no_new_privs", to="0"), "no_new_privs is 0"),
        (changed("capabilities", to="000001ffffffffff"), "capabilities are 000001ffffffffff"),
        (changed("capabilities", to="0000000000000000"), "capabilities are 0000000000000000"),
        (changed("mounts", "/", to="overlay"), "writable mounts are"),
        (changed("mounts", "/dev/mqueue", to="mqueue"), "/dev/mqueue"),
        (changed("interfaces", to=["eth0", "lo"]), "network interfaces are"),
    ],
)
def test_a_box_that_is_open_somewhere_is_refused(
    hello: dict[str, Any], complaint: str, spec: BoxSpec
) -> None:
    with pytest.raises(IsolationUnavailable, match=complaint):
        refuse_unless_enforced(hello, spec)


# --- images and agents ------------------------------------------------------------------------


class _Says:
    """A transport at whose other end an agent has said one thing."""

    def __init__(self, header: dict[str, Any], *blobs: bytes) -> None:
        self._data = encode_frame(header, blobs)

    def send(self, data: bytes, deadline: float) -> None:
        """Take anything."""

    def receive(self, count: int, deadline: float) -> bytes:
        taken, self._data = self._data[:count], self._data[count:]
        return taken


@pytest.mark.parametrize(
    "hello",
    [{"op": "hello", "protocol": PROTOCOL + 1}, {"op": "hello"}, {"op": "ran"}],
    ids=["another version", "no version", "no hello"],
)
def test_an_agent_of_another_version_is_refused_with_what_to_do(hello: dict[str, Any]) -> None:
    with pytest.raises(ImageMissing, match="judge images build"):
        AgentClient(_Says(hello))


@pytest.mark.docker
def test_an_image_that_is_not_built_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, own_sandbox: DockerSandbox, spec: BoxSpec, label: str
) -> None:
    monkeypatch.setattr(docker_box, "image_reference", lambda name: f"coderound/{name}:none")
    with (
        pytest.raises(ImageMissing, match=r'"python" .*none.* `judge images build python`'),
        own_sandbox.box(spec),
    ):
        pass
    assert containers(label) == []


@pytest.mark.docker
def test_a_box_that_is_refused_is_removed(
    monkeypatch: pytest.MonkeyPatch, own_sandbox: DockerSandbox, spec: BoxSpec, label: str
) -> None:
    def refuse(hello: dict[str, Any], spec: BoxSpec) -> None:
        raise IsolationUnavailable("nothing is enforced")

    monkeypatch.setattr(docker_box, "refuse_unless_enforced", refuse)
    with pytest.raises(IsolationUnavailable), own_sandbox.box(spec):
        pass
    eventually(lambda: containers(label) == [])


# --- boxes that die ---------------------------------------------------------------------------


def hanging_run(bench: "Bench", container: str) -> Callable[[], Exception]:
    """Start a run that does not end by itself; returns how to wait for what it raises."""
    raised: list[Exception] = []

    def run() -> None:
        try:
            bench.script(HANG)
        except BoxDied as death:
            raised.append(death)

    thread = threading.Thread(target=run)
    thread.start()
    # Agent, fork server, the run and its child.
    eventually(lambda: len(engine().top(container)["Processes"]) >= 4)

    def wait() -> Exception:
        thread.join(60)
        assert raised, "the run ended without an error"
        return raised[0]

    return wait


@pytest.mark.docker
def test_a_killed_box_is_an_error_and_the_next_run_gets_a_new_one(
    own_sandbox: DockerSandbox, spec: BoxSpec, bench_of: "Callable[[Any], Bench]"
) -> None:
    with own_sandbox.box(spec) as lease:
        bench, first = bench_of(lease), id_of(lease)
        wait = hanging_run(bench, first)
        engine().kill(first)
        death = wait()
        assert isinstance(death, BoxDied)
        assert not death.out_of_memory
        assert bench.script("print('again')").stdout == b"again\n"
        assert id_of(lease) != first


@pytest.mark.docker
def test_a_box_that_goes_silent_is_given_up_at_the_hosts_own_deadline(
    monkeypatch: pytest.MonkeyPatch,
    own_sandbox: DockerSandbox,
    spec: BoxSpec,
    label: str,
    bench_of: "Callable[[Any], Bench]",
) -> None:
    with own_sandbox.box(spec) as lease:
        bench, first = bench_of(lease), id_of(lease)
        program = bench.program("")
        bench.run(program, Script(), b"")
        monkeypatch.setattr(agent_client, "GRACE_S", 1.0)
        engine().pause(first)
        with pytest.raises(BoxDied, match="did not answer within its deadline"):
            bench.run(program, Script(), b"", wall_time_ms=100)
        monkeypatch.undo()
        assert bench.script("print('again')").stdout == b"again\n"
        assert id_of(lease) != first
    eventually(lambda: first not in containers(label))


OWNER = """
import json, sys
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.port import BoxSpec
label, spec = json.loads(sys.argv[1])
sandbox = DockerSandbox(labels=label)
with sandbox.box(BoxSpec.model_validate(spec)) as lease:
    sandbox.prewarm(lease.hold().spec)
    print(lease.hold().id, flush=True)
    sys.stdin.read()
"""


@pytest.mark.docker
def test_a_killed_owner_leaves_no_container(spec: BoxSpec, label: str) -> None:
    arguments = json.dumps([{LABEL: label}, spec.model_dump()])
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with owner:
        assert owner.stdout is not None
        assert owner.stdout.readline().strip().decode() in containers(label)
        eventually(lambda: len(engine().containers(filters={"label": f"{LABEL}={label}"})) == 2)
        owner.send_signal(signal.SIGKILL)
    eventually(lambda: containers(label) == [])


# --- the pool ---------------------------------------------------------------------------------


@pytest.mark.docker
def test_a_box_that_is_clean_serves_the_next_submission(
    own_sandbox: DockerSandbox, spec: BoxSpec, bench_of: "Callable[[Any], Bench]"
) -> None:
    used = set()
    for _ in range(3):
        with own_sandbox.box(spec) as lease:
            used.add(id_of(lease))
            assert bench_of(lease).script("open('left', 'w')").exit_code == 0
    assert len(used) == 1


DAEMON = """
import os, time
read, write = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(write, b"!")
        time.sleep(600)
    os._exit(0)
os.read(read, 1)
"""


@pytest.mark.docker
@pytest.mark.parametrize(
    ("source", "limits"),
    [
        ("while True: pass", {"cpu_time_ms": 100}),
        ("import time; time.sleep(60)", {"wall_time_ms": 100}),
        ("print('x' * 1000)", {"output_bytes": 10}),
        ("x = b'x' * (1 << 30)", {}),
        (DAEMON, {}),
    ],
    ids=["processor time", "wall time", "output", "memory", "daemon"],
)
def test_a_box_after_any_oddity_serves_nobody_else(
    own_sandbox: DockerSandbox,
    spec: BoxSpec,
    label: str,
    bench_of: "Callable[[Any], Bench]",
    source: str,
    limits: dict[str, Any],
) -> None:
    with own_sandbox.box(spec) as lease:
        first = id_of(lease)
        report: RunReport = bench_of(lease).script(source, **limits)
        assert report.hits or source is DAEMON
        assert bench_of(lease).script("print('same submission')").exit_code == 0
        # What the kernel kills for memory may be a fork that waits for the next run.
        assert (id_of(lease) == first) == (LimitHit.MEMORY not in report.hits)
    eventually(lambda: first not in containers(label))
    with own_sandbox.box(spec) as lease:
        assert id_of(lease) != first


@pytest.mark.docker
def test_boxes_are_not_reused_where_that_is_not_wanted(spec: BoxSpec, label: str) -> None:
    boxes = DockerSandbox(reuse="never", labels={LABEL: label})
    used = set()
    for _ in range(2):
        with boxes.box(spec) as lease:
            used.add(id_of(lease))
    boxes.close()
    assert len(used) == 2


@pytest.mark.docker
def test_a_box_retires_after_its_number_of_submissions(spec: BoxSpec, label: str) -> None:
    boxes = DockerSandbox(max_judgings=2, labels={LABEL: label})
    used = []
    for _ in range(4):
        with boxes.box(spec) as lease:
            used.append(id_of(lease))
    boxes.close()
    assert used[0] == used[1] != used[2] == used[3]


@pytest.mark.docker
def test_boxes_of_different_kinds_are_not_mixed(own_sandbox: DockerSandbox, spec: BoxSpec) -> None:
    with own_sandbox.box(spec) as lease:
        first = id_of(lease)
    with own_sandbox.box(spec.model_copy(update={"role": "package"})) as lease:
        assert id_of(lease) != first


@pytest.mark.docker
def test_a_box_started_early_is_the_one_that_is_taken(
    own_sandbox: DockerSandbox, spec: BoxSpec, label: str
) -> None:
    own_sandbox.prewarm(spec)
    eventually(lambda: len(containers(label)) == 1)
    (early,) = containers(label)
    with own_sandbox.box(spec) as lease:
        assert id_of(lease) == early
    assert containers(label) == [early]


@pytest.mark.docker
def test_where_a_box_is_ready_no_further_one_is_started_early(
    own_sandbox: DockerSandbox, spec: BoxSpec, label: str
) -> None:
    with own_sandbox.box(spec) as lease:
        first = id_of(lease)
    own_sandbox.prewarm(spec)
    with own_sandbox.box(spec) as lease:
        assert id_of(lease) == first
    assert containers(label) == [first]


@pytest.mark.docker
def test_boxes_that_were_not_used_lately_make_room(spec: BoxSpec, label: str) -> None:
    boxes = DockerSandbox(max_idle=1, labels={LABEL: label})
    with boxes.box(spec.model_copy(update={"processes": 7})):
        pass
    with boxes.box(spec) as lease:
        latest = id_of(lease)
    eventually(lambda: containers(label) == [latest])
    assert boxes.counts() == BoxCounts(warm=1, in_use=0, ended={BoxEnd.SURPLUS: 1})
    boxes.close()


@pytest.mark.docker
def test_a_box_on_standby_replaces_one_that_is_thrown_away(spec: BoxSpec, label: str) -> None:
    boxes = DockerSandbox(standby=True, labels={LABEL: label})
    with contextlib.suppress(ZeroDivisionError), boxes.box(spec) as lease:
        first = id_of(lease)
        assert boxes.counts().in_use == 1
        raise ZeroDivisionError
    assert boxes.counts().ended == {BoxEnd.DISCARDED: 1}
    eventually(lambda: len(containers(label)) == 1 and first not in containers(label))
    (early,) = containers(label)
    with boxes.box(spec) as lease:
        assert id_of(lease) == early
    boxes.close()


@pytest.mark.docker
def test_a_box_on_standby_is_started_before_the_one_in_use_is_worn(
    spec: BoxSpec, label: str
) -> None:
    boxes = DockerSandbox(standby=True, max_judgings=6, labels={LABEL: label})
    with boxes.box(spec) as lease:
        first = id_of(lease)
    eventually(lambda: len(containers(label)) == 2)
    (early,) = set(containers(label)) - {first}
    used = []
    for _ in range(6):
        with boxes.box(spec) as lease:
            used.append(id_of(lease))
    assert used == [first] * 5 + [early]
    boxes.close()


@pytest.mark.docker
def test_nothing_is_left_after_closing(spec: BoxSpec, label: str) -> None:
    boxes = DockerSandbox(labels={LABEL: label})
    with boxes.box(spec):
        pass
    boxes.prewarm(spec)
    boxes.close()
    assert containers(label) == []
    with pytest.raises(SandboxError, match="closed"), boxes.box(spec):
        pass
    boxes.prewarm(spec)
    assert containers(label) == []


@pytest.mark.docker
def test_a_box_in_use_when_its_sandbox_is_closed_is_removed_when_it_is_given_back(
    spec: BoxSpec, label: str
) -> None:
    boxes = DockerSandbox(labels={LABEL: label})
    with boxes.box(spec):
        boxes.close()
    assert containers(label) == []
