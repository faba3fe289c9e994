"""The agent finds the cgroup of its box wherever hosts put it, and takes its own share off."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent.forkserver import Reaped
from agent.usage import (
    NOISE_BYTES,
    CgroupV1,
    CgroupV2,
    Meter,
    NoCgroup,
    ProcessMeter,
    open_cgroup,
    process_cpu_ns,
)
from judge.scoring.paired import BLUR_BYTES

_HOST_LINES = """\
1001 900 0:52 / / ro,relatime master:1 - overlay overlay rw,lowerdir=/a:/b,upperdir=/c
1002 1001 0:55 / /proc rw,nosuid - proc proc rw
1003 1001 0:56 / /tmp rw,nosuid - tmpfs tmpfs rw,size=65536k
"""
_ID = "/docker/0123456789abcdef"
_BURN = "while True: pass"


@dataclass
class _Host:
    """Files as the kernel shows them, below a folder of the test's own."""

    folder: Path

    def write(self, mounts: str, groups: str) -> None:
        text = _HOST_LINES + mounts.replace("@", str(self.folder))
        (self.folder / "mountinfo").write_text(text)
        (self.folder / "cgroup").write_text(groups)

    def open(self) -> CgroupV1 | CgroupV2:
        return open_cgroup(str(self.folder / "mountinfo"), str(self.folder / "cgroup"))


@pytest.fixture
def host(tmp_path: Path) -> _Host:
    return _Host(tmp_path)


def fill_v1(cpu: Path, memory: Path, pids: Path, *, cpu_ns: int = 5_000) -> None:
    for folder in (cpu, memory, pids):
        folder.mkdir(parents=True, exist_ok=True)
    (cpu / "cpuacct.usage").write_text(f"{cpu_ns}\n")
    (cpu / "cpu.stat").write_text("nr_periods 9\nnr_throttled 2\nthrottled_time 700000\n")
    (memory / "memory.usage_in_bytes").write_text("1000\n")
    (memory / "memory.max_usage_in_bytes").write_text("3000\n")
    (memory / "memory.oom_control").write_text("oom_kill_disable 0\nunder_oom 0\noom_kill 2\n")
    (memory / "memory.limit_in_bytes").write_text("8192\n")
    (memory / "memory.memsw.limit_in_bytes").write_text("8192\n")
    (pids / "pids.max").write_text("72\n")


def fill_v2(folder: Path, usage_us: int = 5) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cpu.stat").write_text(
        f"usage_usec {usage_us}\nuser_usec 3\nsystem_usec 2\n"
        "nr_periods 9\nnr_throttled 2\nthrottled_usec 700\n"
    )
    (folder / "memory.current").write_text("1000\n")
    (folder / "memory.peak").write_text("3000\n")
    (folder / "memory.events").write_text("low 0\nhigh 0\nmax 9\noom 4\noom_kill 2\n")
    (folder / "memory.max").write_text("8192\n")
    (folder / "memory.swap.max").write_text("0\n")
    (folder / "pids.max").write_text("72\n")


def assert_reads_all(cgroup: CgroupV1 | CgroupV2) -> None:
    assert cgroup.cpu_ns() == 5_000
    assert cgroup.throttled_ns() == 700_000
    assert cgroup.memory_bytes() == 1000
    assert cgroup.peak_bytes() == 3000
    assert cgroup.oom_kills() == 2
    assert cgroup.limits() == {"memory": 8192, "swap": 0, "pids": 72}


def test_v1_with_the_host_namespace_shows_the_box_at_the_mount_point(host: _Host) -> None:
    host.write(
        f"1 1001 0:30 {_ID} @/systemd ro - cgroup cgroup rw,xattr,name=systemd\n"
        f"2 1001 0:31 {_ID} @/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
        f"3 1001 0:32 {_ID} @/memory ro - cgroup cgroup rw,memory\n"
        f"4 1001 0:33 {_ID} @/pids ro - cgroup cgroup rw,pids\n",
        f"11:pids:{_ID}\n9:memory:{_ID}\n4:cpu,cpuacct:{_ID}\n1:name=systemd:{_ID}\n0::/\n",
    )
    fill_v1(host.folder / "cpu,cpuacct", host.folder / "memory", host.folder / "pids")
    cgroup = host.open()
    assert isinstance(cgroup, CgroupV1)
    assert_reads_all(cgroup)


def test_v1_with_a_private_namespace_shows_the_box_as_the_root(host: _Host) -> None:
    host.write(
        "2 1001 0:31 / @/cpuacct ro - cgroup cgroup rw,cpuacct\n"
        "3 1001 0:32 / @/memory ro - cgroup cgroup rw,memory\n"
        "4 1001 0:33 / @/pids ro - cgroup cgroup rw,pids\n"
        "5 1001 0:34 / @/cpu ro - cgroup cgroup rw,cpu\n",
        "4:cpu:/\n3:pids:/\n2:memory:/\n1:cpuacct:/\n",
    )
    fill_v1(host.folder / "cpuacct", host.folder / "memory", host.folder / "pids")
    (host.folder / "cpu").mkdir()
    (host.folder / "cpuacct" / "cpu.stat").rename(host.folder / "cpu" / "cpu.stat")
    assert_reads_all(host.open())


def test_throttling_is_unknown_where_the_kernel_does_not_tell(host: _Host) -> None:
    test_v1_with_a_private_namespace_shows_the_box_as_the_root(host)
    (host.folder / "cpu" / "cpu.stat").unlink()
    assert host.open().throttled_ns() is None
    (host.folder / "cpu" / "cpu.stat").write_text("nr_periods 9\n")
    assert host.open().throttled_ns() is None
    mountinfo = host.folder / "mountinfo"
    mountinfo.write_text("".join(mountinfo.read_text().splitlines(True)[:-1]))
    assert host.open().throttled_ns() is None
    test_v2_with_a_private_namespace(host)
    (host.folder / "sys" / "cpu.stat").write_text("usage_usec 5\nuser_usec 3\nsystem_usec 2\n")
    assert Meter(host.open()).throttled_ns() is None
    assert ProcessMeter().throttled_ns() is None


def test_v1_with_the_whole_hierarchy_mounted_finds_the_box_below(host: _Host) -> None:
    host.write(
        "2 1001 0:31 / @/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
        "3 1001 0:32 / @/memory ro - cgroup cgroup rw,memory\n"
        "4 1001 0:33 / @/pids ro - cgroup cgroup rw,pids\n",
        f"3:pids:{_ID}\n2:memory:{_ID}\n1:cpu,cpuacct:{_ID}\n",
    )
    cpu, memory, pids = (host.folder / name for name in ("cpu,cpuacct", "memory", "pids"))
    fill_v1(cpu, memory, pids, cpu_ns=77)
    fill_v1(cpu / _ID[1:], memory / _ID[1:], pids / _ID[1:])
    assert_reads_all(host.open())


def test_v1_beside_an_empty_v2_mount_is_v1(host: _Host) -> None:
    host.write(
        "2 1001 0:31 / @/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
        "3 1001 0:32 / @/memory ro - cgroup cgroup rw,memory\n"
        "4 1001 0:33 / @/pids ro - cgroup cgroup rw,pids\n"
        "5 1001 0:34 / @/unified ro - cgroup2 cgroup2 rw,nsdelegate\n",
        "3:pids:/\n2:memory:/\n1:cpu,cpuacct:/\n0::/\n",
    )
    fill_v1(host.folder / "cpu,cpuacct", host.folder / "memory", host.folder / "pids")
    assert host.open().version == 1


def test_v1_without_swap_accounting_reports_an_unknown_swap_limit(host: _Host) -> None:
    test_v1_with_a_private_namespace_shows_the_box_as_the_root(host)
    (host.folder / "memory" / "memory.memsw.limit_in_bytes").unlink()
    (host.folder / "pids" / "pids.max").write_text("max\n")
    assert host.open().limits() == {"memory": 8192, "swap": None, "pids": None}


def test_v2_with_a_private_namespace(host: _Host) -> None:
    host.write(
        "2 1001 0:31 / @/sys ro,nosuid - cgroup2 cgroup rw,nsdelegate,memory_recursiveprot\n",
        "0::/\n",
    )
    fill_v2(host.folder / "sys")
    cgroup = host.open()
    assert isinstance(cgroup, CgroupV2)
    assert_reads_all(cgroup)


def test_v2_with_the_host_namespace_finds_the_box_below_the_mount(host: _Host) -> None:
    group = "/system.slice/docker-0123456789abcdef.scope"
    host.write("2 1001 0:31 / @/sys ro - cgroup2 cgroup2 rw\n", f"0::{group}\n")
    fill_v2(host.folder / "sys", usage_us=77)
    fill_v2(host.folder / "sys" / group[1:])
    assert_reads_all(host.open())


@pytest.mark.parametrize("root", ["/system.slice/docker-0.scope", "/system.slice"])
def test_v2_with_part_of_the_hierarchy_mounted(host: _Host, root: str) -> None:
    group = "/system.slice/docker-0.scope"
    host.write(f"2 1001 0:31 {root} @/sys ro - cgroup2 cgroup2 rw\n", f"0::{group}\n")
    fill_v2(host.folder / "sys", usage_us=77)
    fill_v2(host.folder / "sys" / group[len(root) :].lstrip("/"))
    assert_reads_all(host.open())


def test_v2_seen_from_a_namespace_deeper_than_the_mount_is_the_mount(host: _Host) -> None:
    host.write("2 1001 0:31 /../.. @/sys ro - cgroup2 cgroup2 rw\n", "0::/gone\n")
    fill_v2(host.folder / "sys")
    assert_reads_all(host.open())


def test_v2_without_a_peak_file_still_measures_by_sampling(host: _Host) -> None:
    test_v2_with_a_private_namespace(host)
    (host.folder / "sys" / "memory.peak").unlink()
    cgroup = host.open()
    assert cgroup.peak_bytes() == 0
    meter = Meter(cgroup)
    meter.start(1, [])
    (host.folder / "sys" / "memory.current").write_text("6000\n")
    meter.sample()
    (host.folder / "sys" / "memory.current").write_text("500\n")
    assert meter.peak_bytes() == 5000


def test_v2_without_limits_says_so(host: _Host) -> None:
    test_v2_with_a_private_namespace(host)
    (host.folder / "sys" / "memory.max").write_text("max\n")
    (host.folder / "sys" / "memory.swap.max").unlink()
    (host.folder / "sys" / "pids.max").write_text("max\n")
    assert host.open().limits() == {"memory": None, "swap": None, "pids": None}


@pytest.mark.parametrize(
    "mounts",
    [
        "",
        "2 1001 0:31 / @/sys ro - cgroup2 cgroup2 rw\n",
        "3 1001 0:32 / @/memory ro - cgroup cgroup rw,memory\n",
    ],
    ids=["none", "v2 without controllers", "v1 without cpuacct"],
)
def test_a_cgroup_that_cannot_be_measured_is_refused(host: _Host, mounts: str) -> None:
    host.write(mounts, "0::/\n")
    (host.folder / "sys").mkdir()
    with pytest.raises(NoCgroup):
        host.open()


def test_a_peak_of_an_earlier_run_is_not_charged_to_a_later_one(host: _Host) -> None:
    test_v2_with_a_private_namespace(host)
    meter = Meter(host.open())
    meter.start(1, [])
    assert meter.peak_bytes() == 0
    (host.folder / "sys" / "memory.peak").write_text("4000\n")
    assert meter.peak_bytes() == 3000


def test_only_oom_kills_during_the_run_count(host: _Host) -> None:
    test_v2_with_a_private_namespace(host)
    meter = Meter(host.open())
    meter.start(1, [])
    assert not meter.oom_killed()
    (host.folder / "sys" / "memory.events").write_text("oom 5\noom_kill 3\n")
    assert meter.oom_killed()


def test_time_of_the_agents_own_processes_is_taken_off(host: _Host) -> None:
    test_v2_with_a_private_namespace(host)
    meter = Meter(host.open())
    helper = subprocess.Popen([sys.executable, "-c", _BURN], stdin=subprocess.PIPE)
    try:
        meter.start(1, [helper.pid])
        agent_before, helper_before = time.process_time_ns(), process_cpu_ns(helper.pid)
        while process_cpu_ns(helper.pid) - helper_before < 50_000_000:
            pass
        own_ns = time.process_time_ns() - agent_before + process_cpu_ns(helper.pid) - helper_before
        # Ten seconds of the box, and what these two processes burnt meanwhile.
        (host.folder / "sys" / "cpu.stat").write_text(f"usage_usec {10_000_005 + own_ns // 1000}\n")
        run_ns = meter.final_cpu_ns([helper.pid], Reaped(0, 0, 0))
    finally:
        helper.kill()
        helper.communicate()
    assert 9_900_000_000 < run_ns <= 10_000_000_000


def test_a_reading_never_goes_below_zero(host: _Host) -> None:
    test_v2_with_a_private_namespace(host)
    meter = Meter(host.open())
    meter.start(1, [])
    (host.folder / "sys" / "cpu.stat").write_text("usage_usec 0\n")
    assert meter.cpu_ns() == 0


def test_without_a_cgroup_a_process_is_measured_by_its_own_clock() -> None:
    meter = ProcessMeter()
    meter.start(os.getpid(), [])
    before = time.process_time_ns()
    assert before <= meter.cpu_ns() <= time.process_time_ns()


def test_host_and_agent_agree_on_what_memory_figures_are_good_to() -> None:
    assert BLUR_BYTES == NOISE_BYTES
