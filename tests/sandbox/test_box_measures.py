"""What a run used is measured whole, and is its own; what it left is gone."""

import contextlib
import os
import select
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from judge.model.limits import MIB
from judge.sandbox.agent_client import MOST_PATIENCE
from judge.sandbox.docker_sandbox import DockerLease, DockerSandbox
from judge.sandbox.engine import engine
from judge.sandbox.port import BoxSpec, LimitHit, Script

SLACK = 4 * MIB
"""The kernel charges memory to a box in portions, for each processor."""

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bench

pytestmark = pytest.mark.docker

BURN = """
def burn(seconds):
    import time
    while time.process_time() < seconds:
        pass
"""


def test_time_of_orphans_counts(bench: "Bench") -> None:
    report = bench.script(
        BURN
        + """
import os
read, write = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        burn(0.4)
        os.write(write, b"!")
    os._exit(0)
os.read(read, 1)
"""
    )
    assert report.exit_code == 0
    assert 400_000 <= report.cpu_time_us < 2_000_000


def test_time_of_children_in_parallel_adds_up_to_the_limit(bench: "Bench") -> None:
    report = bench.script(
        BURN
        + """
import os
for _ in range(4):
    if os.fork() == 0:
        burn(60)
        os._exit(0)
os.wait()
""",
        cpu_time_ms=400,
    )
    assert report.hits == {LimitHit.CPU_TIME}
    assert report.cpu_time_us >= 400_000


def test_waiting_costs_no_processor_time(bench: "Bench") -> None:
    report = bench.script("import time; time.sleep(0.5)")
    assert report.wall_time_us >= 500_000
    assert report.cpu_time_us < 100_000


def test_waiting_for_a_processor_is_not_held_against_a_run(bench: "Bench", busy_host: None) -> None:
    limit_us = 500_000
    reports = [
        bench.script(BURN + "burn(0.1)", cpu_time_ms=600, wall_time_ms=limit_us // 1000)
        for _ in range(3)
    ]
    # On a host that is busier still, patience may end; it must not end before.
    ended = [each for each in reports if each.wall_time_us < 0.9 * MOST_PATIENCE * limit_us]
    assert [each for each in ended if each.hits] == []
    longest = max(each.wall_time_us for each in reports)
    assert longest > limit_us, "the host was not busy enough to show anything"
    assert all(each.cpu_time_us < 600_000 for each in reports)


def test_sleeping_on_a_busy_host_is(bench: "Bench", busy_host: None) -> None:
    report = bench.script("import time; time.sleep(60)", wall_time_ms=300)
    assert report.hits == {LimitHit.WALL_TIME}
    assert report.wall_time_us < 5_000_000


THREADS = """
import hashlib, threading

def f():
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def work():  # gives the interpreter's lock away while it computes
    for _ in range({}):
        hashlib.pbkdf2_hmac("sha256", b"", b"", 10_000)
"""


def test_a_run_that_uses_up_the_share_of_its_box_is_throttled(
    spec: BoxSpec, bench_of: "type[Bench]"
) -> None:
    with contextlib.closing(DockerSandbox(cpus=0.2)) as sandbox, sandbox.box(spec) as box:
        report = bench_of(box).call(THREADS.format(15), timed=True)
        calm = bench_of(box).call(THREADS.format(0), timed=True)
    assert report.claim is not None
    assert report.work_time_us is not None
    assert report.work_time_us > 50_000
    assert report.throttled_time_us is not None
    assert report.throttled_time_us > 10_000
    assert calm.throttled_time_us is not None
    assert calm.throttled_time_us < report.throttled_time_us


def test_runs_that_are_not_timed_do_not_tell_of_throttling(bench: "Bench") -> None:
    assert bench.call("def f(): pass").throttled_time_us is None


def test_output_and_input_are_moved_at_the_agents_expense(bench: "Bench") -> None:
    program = bench.program("import os\nfor _ in range(30): os.write(1, bytes(1 << 17))")
    output = bench.run(program, Script(), b"", output_bytes=4 * MIB)
    assert len(output.stdout) == 30 << 17
    assert output.cpu_time_us < 100_000
    report = bench.run(bench.program(""), Script(), bytes(30 * MIB))
    assert report.cpu_time_us < 100_000
    assert report.memory_bytes < 16 * MIB


def test_memory_of_all_processes_counts_together(bench: "Bench") -> None:
    report = bench.script(
        """
        import os
        ready, go = os.pipe(), os.pipe()
        for _ in range(3):
            if os.fork() == 0:
                data = b"x" * (40 << 20)
                os.write(ready[1], b"!")
                os.read(go[0], 1)
                os._exit(0)
        for _ in range(3):
            os.read(ready[0], 1)
        os.write(go[1], b"!!!")
        """
    )
    assert report.hits == frozenset()
    assert 120 * MIB - SLACK <= report.memory_bytes < 160 * MIB


def test_memory_used_only_for_a_moment_is_seen(bench: "Bench") -> None:
    report = bench.script("x = b'x' * (100 << 20); del x")
    assert 100 * MIB - SLACK <= report.memory_bytes < 130 * MIB


def test_files_and_memory_files_count_as_memory(bench: "Bench") -> None:
    report = bench.script(
        """
        import os, time
        fd = os.memfd_create("hidden")
        for _ in range(50):
            os.write(fd, bytes(1 << 20))
        with open("file", "wb") as file:
            file.write(bytes(30 << 20))
        time.sleep(0.1)
        """
    )
    assert report.hits == frozenset()
    assert report.memory_bytes >= 80 * MIB - SLACK


def test_the_peak_of_one_run_is_not_charged_to_the_next(bench: "Bench") -> None:
    assert bench.script("x = b'x' * (150 << 20)").memory_bytes >= 150 * MIB - SLACK
    assert bench.script("pass").memory_bytes < 16 * MIB


@pytest.mark.parametrize(
    "source",
    [
        "x = b'x' * (1 << 30)",
        "x = []\nwhile True: x.append(bytearray(1 << 20))",
        "import os\nfor _ in range(5): os.fork()\nx = b'x' * (32 << 20)\nimport time; time.sleep(9)",
        "import os\nwhile True: os.write(os.memfd_create('m'), bytes(32 << 20))",
        "import mmap\nm = mmap.mmap(-1, 1 << 30)\nfor i in range(0, 1 << 30, 4096): m[i] = 1",
    ],
    ids=["at once", "slowly", "many processes", "memory file", "shared mapping"],
)
def test_too_much_memory_is_seen_as_such_however_it_is_taken(bench: "Bench", source: str) -> None:
    report = bench.script(source)
    assert LimitHit.MEMORY in report.hits
    assert bench.script("print('alive')").stdout == b"alive\n"


def test_more_memory_than_the_limit_is_a_hit_though_nothing_was_killed(bench: "Bench") -> None:
    report = bench.script("x = b'x' * (80 << 20)", memory_bytes=64 * MIB)
    assert report.exit_code == 0
    assert report.hits == {LimitHit.MEMORY}


def test_deeply_nested_folders_are_not_found_by_the_next_run(bench: "Bench") -> None:
    report = bench.script(
        """
        import os
        os.umask(0)
        os.chdir("/tmp")
        for _ in range(2000):
            os.mkdir("below")
            os.chdir("below")
        print("made")
        """
    )
    assert report.stdout == b"made\n"
    program = bench.program(
        "import os\nprint(os.listdir('/tmp') == [os.path.basename(os.getcwd())])"
    )
    assert bench.run(program, Script(), b"").stdout == b"True\n"


def test_a_large_output_does_not_cost_the_box(
    sandbox: DockerSandbox, spec: BoxSpec, bench_of: "type[Bench]"
) -> None:
    with sandbox.box(spec) as lease:
        first = lease.hold().id
        report = bench_of(lease).script(
            "import os\nfor _ in range(200): os.write(1, bytes(1 << 17))", output_bytes=32 * MIB
        )
        assert len(report.stdout) == 200 << 17
    with sandbox.box(spec) as lease:
        assert lease.hold().id == first


def _agent_processes(lease: DockerLease) -> list[int]:
    """Pids, on the host, of the agent, the fork server and the forks that wait."""
    pids = [engine().inspect_container(lease.hold().id)["State"]["Pid"]]
    for pid in pids:
        pids += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return pids


def test_a_fork_that_died_while_it_waited_is_replaced(
    sandbox: DockerSandbox, spec: BoxSpec, bench_of: "type[Bench]"
) -> None:
    with sandbox.box(spec) as lease:
        bench, first = bench_of(lease), lease.hold().id
        program = bench.program("print('runs')")
        try:
            waiting = _agent_processes(lease)[2:]
            for pid in waiting:
                ended = os.pidfd_open(pid)
                os.kill(pid, signal.SIGKILL)
                select.select([ended], [], [], 30)
                os.close(ended)
        except OSError:
            pytest.skip("the engine's processes are not visible from here")
        assert waiting
        for _ in range(3):
            assert bench.run(program, Script(), b"").stdout == b"runs\n"
        assert lease.hold().id == first


def _open_descriptors(lease: DockerLease) -> int:
    """Descriptors of agent and fork server, seen from the host."""
    return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in _agent_processes(lease)[:2])


def test_hundreds_of_runs_leave_no_descriptor_open(
    sandbox: DockerSandbox, spec: BoxSpec, bench_of: "type[Bench]"
) -> None:
    with sandbox.box(spec) as lease:
        bench = bench_of(lease)
        program = bench.program("import os, sys\nif sys.argv[1] == '1': os.closerange(0, 99)")
        bench.run(program, Script(args=("0",)), b"")
        try:
            before = _open_descriptors(lease)
        except OSError:
            pytest.skip("the engine's processes are not visible from here")
        for number in range(300):
            bench.run(program, Script(args=(str(number % 2),)), b"x")
        # The fork for the next run may be under way at either look.
        assert _open_descriptors(lease) <= before + 5
