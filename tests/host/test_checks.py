"""What is said of hosts that this one is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from judge.host.checks import (
    Finding,
    Status,
    can_judge,
    examine_disk,
    examine_engine,
    examine_image,
    examine_machine,
    examine_noise,
    no_engine,
    unreadable_noise,
)
from judge.host.machine import MachineFacts
from judge.host.noise import HostNoise
from judge.model.limits import MIB
from judge.sandbox.engine_facts import EngineFacts
from judge.sandbox.images import ImageInfo

GOOD_ENGINE = EngineFacts(
    version="28.2.2",
    api_version="1.50",
    os_type="linux",
    kernel="6.12.0",
    cgroup_version=2,
    cgroup_driver="systemd",
    memory_limit=True,
    swap_limit=True,
    pids_limit=True,
    cpu_limit=True,
    seccomp=True,
    rootless=False,
    userns_remap=False,
    storage_driver="overlay2",
    runtimes=("runc", "runsc"),
    default_runtime="runc",
)
GOOD_MACHINE = MachineFacts(
    kernel="6.12.0",
    cpu_count=8,
    swap_bytes=0,
    governors=("performance",),
    smt_active=False,
    load=0.1,
)


def engine_findings(runtime: str | None = None, **changes: Any) -> dict[str, Finding]:
    engine = GOOD_ENGINE.model_copy(update=changes)
    return {finding.check: finding for finding in examine_engine(engine, runtime)}


def machine_findings(engine: EngineFacts = GOOD_ENGINE, **changes: Any) -> dict[str, Finding]:
    machine = GOOD_MACHINE.model_copy(update=changes)
    return {finding.check: finding for finding in examine_machine(machine, engine)}


def test_a_good_host_can_judge_and_needs_nothing() -> None:
    findings = (*engine_findings().values(), *machine_findings().values())
    assert can_judge(findings)
    assert [finding for finding in findings if finding.fix is not None] == []


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"api_version": "1.40"}, "Docker engine"),
        ({"os_type": "windows"}, "Docker engine"),
        ({"cgroup_driver": "none"}, "cgroups"),
        ({"memory_limit": False}, "memory limit"),
        ({"swap_limit": False}, "swap limit"),
        ({"pids_limit": False}, "process limit"),
        ({"cpu_limit": False}, "CPU limit"),
        ({"seccomp": False}, "seccomp"),
        ({"default_runtime": "gone"}, "runtime"),
    ],
)
def test_what_cannot_be_enforced_stops_judging(changes: dict[str, Any], check: str) -> None:
    findings = engine_findings(**changes)
    assert findings[check].status is Status.PROBLEM
    assert findings[check].fix
    assert not can_judge(tuple(findings.values()))


def test_an_api_version_is_compared_as_numbers() -> None:
    assert engine_findings(api_version="1.100")["Docker engine"].status is Status.OK


def test_a_runtime_that_is_set_has_to_be_known() -> None:
    assert engine_findings(runtime="runsc")["runtime"].status is Status.OK
    unknown = engine_findings(runtime="kata")["runtime"]
    assert unknown.status is Status.PROBLEM
    assert "kata" in unknown.seen
    assert "runsc" in unknown.seen


def test_without_root_the_fix_is_delegation_and_no_boot_option() -> None:
    fix = engine_findings(rootless=True, memory_limit=False)["memory limit"].fix
    assert fix is not None
    assert "Delegate=" in fix
    assert "GRUB" not in fix


def test_a_slow_storage_driver_is_a_warning() -> None:
    findings = engine_findings(storage_driver="vfs")
    assert findings["storage driver"].status is Status.WARNING
    assert can_judge(tuple(findings.values()))


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"swap_bytes": 512 * MIB}, "swap"),
        ({"governors": ("performance", "powersave")}, "CPU frequency"),
        ({"smt_active": True}, "SMT"),
        ({"load": 6.0}, "load"),
    ],
)
def test_what_makes_times_unreliable_is_a_warning(changes: dict[str, Any], check: str) -> None:
    findings = machine_findings(**changes)
    assert findings[check].status is Status.WARNING
    assert findings[check].fix
    assert can_judge(tuple(findings.values()))


def test_what_the_kernel_does_not_tell_is_no_warning() -> None:
    findings = machine_findings(swap_bytes=None, governors=(), smt_active=None)
    assert {finding.status for finding in findings.values()} == {Status.OK}


def test_an_engine_on_another_machine_is_noticed() -> None:
    finding = machine_findings(GOOD_ENGINE.model_copy(update={"kernel": "5.15.0"}))["kernel"]
    assert finding.status is Status.WARNING
    assert "5.15.0" in finding.seen


def test_without_an_engine_nothing_is_judged() -> None:
    finding = no_engine("no Docker engine answers at the default socket")
    assert finding.status is Status.PROBLEM
    assert "default socket" in finding.seen


@pytest.mark.parametrize(("built", "status"), [(True, Status.OK), (False, Status.PROBLEM)])
def test_an_image_has_to_be_built_from_these_sources(built: bool, status: Status) -> None:
    image = ImageInfo("python", "coderound/python:1", built=built, size_bytes=None, created=None)
    finding = examine_image(image)
    assert finding.status is status
    assert (finding.fix == "judge images build python") is not built


def test_an_image_that_not_everybody_needs_may_be_missing() -> None:
    image = ImageInfo("python-ml", "coderound/python-ml:1", False, size_bytes=None, created=None)
    finding = examine_image(image)
    assert finding.status is Status.OK
    assert "not built; `judge images build python-ml`" in finding.seen


@pytest.mark.parametrize(
    ("free_bytes", "status"),
    [(50_000 * MIB, Status.OK), (500 * MIB, Status.WARNING), (10 * MIB, Status.PROBLEM)],
)
def test_a_full_disk_is_told_before_it_hurts(free_bytes: int, status: Status) -> None:
    assert examine_disk("/data", free_bytes).status is status


MEASURED_AT = datetime(2026, 5, 1, tzinfo=UTC)
QUIET = HostNoise(
    floor=0.02, runs=60, waiting=1, measured_at=MEASURED_AT, cpu_model="Any", kernel="6.12.0"
)


def noise_finding(age: timedelta = timedelta(0), **changes: Any) -> Finding:
    return examine_noise(QUIET.model_copy(update=changes), "6.12.0", MEASURED_AT + age)


def test_a_quiet_host_needs_nothing() -> None:
    finding = noise_finding()
    assert (finding.status, finding.fix) == (Status.OK, None)
    assert "2.0%" in finding.seen
    assert "1 of 60" in finding.seen


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"floor": 0.05}, "measured for longer"),
        ({"floor": 0.15}, "measured for longer"),
        ({"floor": 0.16}, "low confidence"),
        ({"waiting": 31}, "low confidence"),
    ],
)
def test_noise_is_a_warning(changes: dict[str, Any], why: str) -> None:
    finding = noise_finding(**changes)
    assert finding.status is Status.WARNING
    assert why in finding.why
    assert finding.fix
    assert can_judge((finding,))


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_the_age_of_what_was_measured_is_told(age: timedelta, told: str) -> None:
    assert noise_finding(age).seen.endswith(f"measured {told}")


def test_noise_of_another_kernel_has_to_be_measured_again() -> None:
    finding = noise_finding(kernel="5.15.0")
    assert finding.status is Status.WARNING
    assert "5.15.0" in finding.seen
    assert finding.fix == "judge doctor --noise"


def test_without_an_engine_nobody_knows_the_kernel_of_boxes() -> None:
    assert examine_noise(QUIET, None, MEASURED_AT).status is Status.OK


def test_noise_that_was_never_measured_is_no_warning() -> None:
    finding = examine_noise(None, "6.12.0", MEASURED_AT)
    assert finding.status is Status.OK
    assert "judge doctor --noise" in finding.seen


def test_a_record_that_cannot_be_read_is_told_with_its_reason() -> None:
    finding = unreadable_noise("noise.json is no record")
    assert (finding.status, finding.seen) == (Status.WARNING, "noise.json is no record")
    assert finding.fix == "judge doctor --noise"
