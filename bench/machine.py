"""What the numbers were measured on."""

import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from judge.host.machine import read_machine_facts
from judge.host.measure_noise import measure_noise
from judge.judging.judge import spec_of
from judge.model.limits import MIB, Limits
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.engine_facts import read_engine_facts

_LIMITS = Limits(cpu_time_ms=1000, wall_time_ms=3000, memory_bytes=256 * MIB, output_bytes=8 * MIB)


def facts() -> dict[str, Any]:
    """Of the machine, the engine and a box; with the noise floor as `judge doctor --noise` measures it."""
    machine, engine = read_machine_facts(), read_engine_facts()
    sandbox = DockerSandbox()
    try:
        with sandbox.box(spec_of("python", _LIMITS)) as box:
            info = box.info
        noise = measure_noise(sandbox, machine.kernel)
    finally:
        sandbox.close()
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": _cpu_model() or info.cpu_model,
        "cpus": machine.cpu_count,
        "memory_mib": _memory_mib(),
        "smt": machine.smt_active,
        "governors": list(machine.governors),
        "kernel": machine.kernel,
        "python": platform.python_version(),
        "engine": engine.version,
        "runtime": engine.default_runtime,
        "storage": engine.storage_driver,
        "cgroup_version": info.cgroup_version,
        "box_python": info.python,
        "box_speculation_mitigation": info.speculation_mitigation,
        "noise_floor": noise.floor,
        "load_before": machine.load,
    }


def _cpu_model() -> str | None:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None
    )


def _memory_mib() -> int:
    """All memory of the machine; the first line of the file counts it in kB."""
    return int(Path("/proc/meminfo").read_text().split()[1]) // 1024
