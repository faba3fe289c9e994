"""What hostile, broken and odd but honest programs do to a box: one folder each in `hostile/`.

A folder holds `solution.py` (or, in `expect.toml`, `source`) and `expect.toml`, which is a `Case`. After
each program a harmless one runs in the same lease and has to find everything as it should be.
"""

import functools
import json
import platform
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from docker import APIClient

from judge.errors import BoxDied
from judge.judging.attempts import ATTEMPTS
from judge.judging.classify import classify, ended_well, output_of
from judge.model.base import Value
from judge.model.checker import CheckResult, Outcome
from judge.model.limits import MIB, Limits, default_wall_time_ms
from judge.model.problem import MethodSignature
from judge.model.submission import SourceFile
from judge.model.values import MalformedValue, decode
from judge.model.verdict import Verdict
from judge.sandbox.agent_client import GRACE_S
from judge.sandbox.docker_sandbox import OWNER_LABEL, DockerLease, DockerSandbox
from judge.sandbox.port import BoxSpec, Call, Program, RunReport, RunRequest, Script

pytestmark = pytest.mark.docker

_FOLDER = Path(__file__).parent / "hostile"
_COMPILE_LIMITS = Limits(
    cpu_time_ms=3000, wall_time_ms=7000, memory_bytes=256 * MIB, output_bytes=MIB
)


class Run(Value):
    """One run; the last of a case is the one that is looked at.

    Attributes:
        source: name of the file in the case's folder, its own submission.
        input: a JSON list of arguments, or stdin.
    """

    source: str = "solution.py"
    input: str = "[1]"


class Expected(Value):
    """What must be seen of the last run; what is None is not looked at.

    Attributes:
        verdict: those that may be given, where limits race with each other. AC if it answers `answer`.
        value: the claimed value, as JSON text.
        compile_error: what the compiler's message contains.
    """

    verdict: tuple[Verdict, ...]
    hits: frozenset[str] | None = None
    value: str | None = None
    error: str | None = None
    stdout: str | None = None
    exit_code: int | None = None
    signal: tuple[int, ...] | None = None
    claimed: bool | None = None
    compile_error: str | None = None


class Case(Value):
    """One program and what must be observed.

    Attributes:
        what: what the program does, and why a judge has to care.
        source: instead of a file: texts with how often each is repeated.
        answer: the right answer as JSON text, or the right stdout.
        reusable: whether the box may serve another submission afterwards; absent where limits race.
        machine: the processor the case is about.
        needs: what the kernel has to have, as a key of the agent's hello.
    """

    what: str
    kind: Literal["function", "class", "stdio"] = "function"
    entry: str = "solve"
    source: tuple[tuple[str, int], ...] | None = None
    runs: tuple[Run, ...] = (Run(),)
    answer: str = "1"
    cpu_time_ms: int = 500
    wall_time_ms: int | None = None
    memory_mib: int = 96
    output_bytes: int = MIB
    expect: Expected
    reusable: bool | None = None
    machine: str | None = None
    needs: str | None = None

    @property
    def limits(self) -> Limits:
        return Limits(
            cpu_time_ms=self.cpu_time_ms,
            wall_time_ms=self.wall_time_ms or default_wall_time_ms(self.cpu_time_ms),
            memory_bytes=self.memory_mib * MIB,
            output_bytes=self.output_bytes,
            processes=32,
            disk_bytes=16 * MIB,
        )


def _cases() -> Iterator[Any]:
    for path in sorted(_FOLDER.glob("*/expect.toml")):
        # JSON, because TOML's arrays are lists and strict models of tuples want them as JSON has them.
        case = Case.model_validate_json(json.dumps(tomllib.loads(path.read_text())))
        yield pytest.param(path.parent, case, id=path.parent.name)


@pytest.fixture(scope="module")
def boxes() -> Iterator[DockerSandbox]:
    """A sandbox of this module's own, which has to have left nothing when the module is done."""
    sandbox = DockerSandbox(labels={OWNER_LABEL: "test_hostile"})
    yield sandbox
    sandbox.close()
    engine = APIClient(version="auto")
    left = engine.containers(all=True, filters={"label": f"{OWNER_LABEL}=test_hostile"})
    engine.close()
    assert left == [], "containers were left behind"


@pytest.mark.parametrize(("folder", "case"), list(_cases()))
def test_a_hostile_program_is_judged_and_leaves_nothing_behind(
    folder: Path, case: Case, boxes: DockerSandbox
) -> None:
    if case.machine not in (None, platform.machine()):
        pytest.skip(f"is about {case.machine}")
    limits = case.limits
    spec = BoxSpec(
        image="python",
        memory_bytes=limits.memory_bytes,
        disk_bytes=limits.disk_bytes,
        processes=limits.processes,
    )
    with boxes.box(spec) as lease:
        first_box = lease.hold().id
        if case.needs is not None and not lease.hold().agent.hello[case.needs]:
            pytest.skip(f"this kernel has no {case.needs}")
        verdict, report, message = _judge(lease, folder, case)
        _run_harmless(lease, limits)
    with boxes.box(spec) as lease:
        reused = lease.hold().id == first_box

    told = report.model_dump(exclude={"stdout", "stderr"}) if report else message
    assert verdict in case.expect.verdict, told
    _compare(case.expect, report, message)
    assert case.reusable in (None, reused), told


def _judge(
    lease: DockerLease, folder: Path, case: Case
) -> tuple[Verdict, RunReport | None, str | None]:
    """Compile and run as a judging does; the verdict, the last report, and the compiler's words."""
    report, check = None, None
    for run in case.runs:
        compiled = lease.compile((_source(folder, case, run),), "solution.py", _COMPILE_LIMITS)
        if compiled.program is None:
            return Verdict.CE, None, compiled.message
        request = _request(case, compiled.program, run)
        report = _run(lease, request)
        if report is None:
            return Verdict.MLE, None, None
    assert report is not None
    if ended_well(report):
        check = _check(case, output_of(report))
    called = case.kind != "stdio"
    return classify(report, check, expects_claim=called).verdict, report, None


def _source(folder: Path, case: Case, run: Run) -> SourceFile:
    if case.source is not None:
        content = "".join(text * times for text, times in case.source).encode()
    else:
        content = (folder / run.source).read_bytes()
    return SourceFile(name="solution.py", content=content)


def _request(case: Case, program: Program, run: Run) -> RunRequest:
    mode: Call | Script = Script()
    if case.kind != "stdio":
        methods = {case.entry: MethodSignature(parameters={"x": "Any"})}
        if case.kind == "class":
            methods = {
                "__init__": MethodSignature(),
                "step": MethodSignature(parameters={"x": "Any"}),
            }
        mode = Call(kind=case.kind, entry=case.entry, methods=methods)
    return RunRequest(program=program, mode=mode, input=run.input.encode(), limits=case.limits)


def _run(lease: DockerLease, request: RunRequest) -> RunReport | None:
    """Run with the retries of `judge.judging.attempts`; None if the program took the box's memory."""
    for _ in range(ATTEMPTS):
        started = time.monotonic()
        try:
            report = lease.run(request)
        except BoxDied as death:
            if death.out_of_memory:
                return None
            continue
        elapsed_ms = (time.monotonic() - started) * 1000
        assert elapsed_ms < request.limits.wall_time_ms + GRACE_S * 1000 / 2, "the report was late"
        assert report.wall_time_us < request.limits.wall_time_ms * 1000 + 1_000_000
        return report
    raise AssertionError("the box died under the program each time, and not for want of memory")


def _check(case: Case, output: bytes) -> CheckResult:
    if case.kind == "stdio":
        right = output.decode("utf-8", "replace").split() == case.answer.split()
    else:
        try:
            right = repr(decode(output)) == repr(json.loads(case.answer))
        except MalformedValue:
            return CheckResult(outcome=Outcome.MALFORMED)
    return CheckResult(outcome=Outcome.ACCEPTED if right else Outcome.WRONG)


def _compare(expect: Expected, report: RunReport | None, message: str | None) -> None:
    if expect.compile_error is not None:
        assert message is not None
        assert expect.compile_error in message
    if report is None:
        return
    claim = report.claim
    if expect.hits is not None:
        assert {hit.value for hit in report.hits} == expect.hits
    if expect.claimed is not None:
        assert (claim is not None) == expect.claimed
    if expect.value is not None:
        assert claim is not None
        assert claim.value is not None, claim.text
        assert claim.value.decode() == expect.value
    if expect.error is not None:
        assert claim is not None
        assert claim.error == expect.error
    if expect.stdout is not None:
        assert report.stdout.decode() == expect.stdout
    if expect.exit_code is not None:
        assert report.exit_code == expect.exit_code
    if expect.signal is not None:
        assert report.signal in expect.signal


@functools.cache
def _harmless_source() -> SourceFile:
    return SourceFile(name="solution.py", content=(_FOLDER / "harmless.py").read_bytes())


def _run_harmless(lease: DockerLease, limits: Limits) -> None:
    """The next test of the submission, as it were: nothing of the one before may be felt."""
    compiled = lease.compile((_harmless_source(),), "solution.py", _COMPILE_LIMITS)
    assert compiled.program is not None
    request = RunRequest(
        program=compiled.program,
        mode=Call(
            kind="function",
            entry="solve",
            methods={"solve": MethodSignature(parameters={"numbers": "list[int]"})},
        ),
        input=b"[[3, 1, 2]]",
        limits=limits.model_copy(update={"cpu_time_ms": 2000, "wall_time_ms": 5000}),
    )
    report = _run(lease, request)
    assert report is not None
    assert report.claim is not None
    assert report.claim.value == b'{"sorted":[1,2,3],"odd":[]}', report.claim
    assert report.hits == frozenset()
    assert report.stdout == b"out\n"
    assert report.stderr == b"err\n"
