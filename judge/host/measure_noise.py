"""Measures this host's noise floor: the same work many times over, as submissions are timed."""

from datetime import UTC, datetime

from judge.errors import SandboxError
from judge.host.noise import HostNoise
from judge.judging.timed_work import is_calm, work_ms
from judge.model.limits import MIB, Limits
from judge.model.problem import MethodSignature
from judge.model.submission import SourceFile
from judge.sandbox.port import Box, BoxSpec, Call, Program, RunReport, RunRequest, Sandbox
from judge.scoring.paired import spread

RUNS = 60
_FIRST_RUNS = 3
"""Runs that are not counted: what follows a submission's compilation finds other caches."""
_LIMITS = Limits(cpu_time_ms=5_000, wall_time_ms=20_000, memory_bytes=256 * MIB, output_bytes=MIB)
_WORKLOAD = SourceFile(
    name="solution.py",
    content=b"""\
import numpy


def work(rounds, size):
    state = 1
    for _ in range(rounds):
        state = (1103515245 * state + 12345) % 2147483648
    values = numpy.arange(size) * state % 1000003
    return int(numpy.sort(values)[size // 2])
""",
)
"""Half of the time in the interpreter, half in a library with data beyond the first caches."""
_WORK = Call(
    kind="function",
    entry="work",
    methods={"work": MethodSignature(parameters={"rounds": "int", "size": "int"})},
)
_INPUT = b"[50000, 100000]"


def measure_noise(sandbox: Sandbox, kernel: str) -> HostNoise:
    """Run the workload `RUNS` times in one box and tell how much its times differ.

    Args:
        kernel: of the machine that boxes run on; what a box says may be its runtime's own (gVisor's).

    Raises:
        SandboxError: a box could not be had, or the workload did not end well in it.
    """
    spec = BoxSpec(
        image="python",
        memory_bytes=_LIMITS.memory_bytes,
        disk_bytes=_LIMITS.disk_bytes,
        processes=_LIMITS.processes,
    )
    with sandbox.box(spec) as box:
        program = _compiled(box)
        reports = [_run(box, program) for _ in range(_FIRST_RUNS + RUNS)][_FIRST_RUNS:]
        return HostNoise(
            floor=round(spread([work_ms(report) for report in reports]), 4),
            runs=RUNS,
            waiting=sum(not is_calm(report) for report in reports),
            measured_at=datetime.now(UTC),
            cpu_model=box.info.cpu_model,
            kernel=kernel,
        )


def _compiled(box: Box) -> Program:
    report = box.compile((_WORKLOAD,), _WORKLOAD.name, _LIMITS)
    if report.program is None:
        raise SandboxError(f"the workload does not compile in a box: {report.message}")
    return report.program


def _run(box: Box, program: Program) -> RunReport:
    request = RunRequest(program=program, mode=_WORK, input=_INPUT, limits=_LIMITS, timed=True)
    report = box.run(request)
    if report.claim is None or report.claim.value is None:
        hits = ", ".join(sorted(report.hits)) or "no limit was hit"
        raise SandboxError(f"the workload did not end well in a box ({hits})")
    return report
