"""Running small programs in a box."""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from judge.model.limits import MIB, Limits
from judge.model.problem import MethodSignature
from judge.model.submission import SourceFile
from judge.sandbox.docker_sandbox import DockerSandbox
from judge.sandbox.local_sandbox import LocalSandbox
from judge.sandbox.port import (
    Box,
    BoxSpec,
    Call,
    CompileReport,
    Program,
    RunReport,
    RunRequest,
    Sandbox,
    Script,
)

LIMITS = Limits(
    cpu_time_ms=5_000, wall_time_ms=15_000, memory_bytes=256 * MIB, output_bytes=4 * MIB
)


@dataclass(frozen=True)
class Bench:
    """A box with short words for what tests do in it."""

    box: Box
    limits: Limits = LIMITS

    def compile(self, **sources: str) -> CompileReport:
        """Compile files given as `name="source"`; `solution` is the entry."""
        files = tuple(
            SourceFile(name=f"{name}.py", content=textwrap.dedent(source).encode())
            for name, source in sources.items()
        )
        return self.box.compile(files, "solution.py", LIMITS)

    def program(self, source: str, **others: str) -> Program:
        """A program that compiles."""
        report = self.compile(solution=source, **others)
        assert report.program is not None, report.message
        return report.program

    def run(self, program: Program, mode: Call | Script, input: bytes, **changes: Any) -> RunReport:
        """Run a program; `changes` are files, `timed`, `series`, and changed limits."""
        files = tuple(
            SourceFile(name=name, content=content)
            for name, content in changes.pop("files", {}).items()
        )
        timed, series = changes.pop("timed", False), changes.pop("series", False)
        request = RunRequest(
            program=program,
            mode=mode,
            input=input,
            limits=LIMITS.model_copy(update=changes),
            timed=timed or series,
            series=series,
            files=files,
        )
        return self.box.run(request)

    def call(
        self,
        source: str,
        input: bytes = b"[]",
        *types: str,
        **changes: Any,
    ) -> RunReport:
        """Call `f` of a source, whose parameters have these types."""
        parameters = {f"p{index}": word for index, word in enumerate(types)}
        mode = Call(
            kind="function", entry="f", methods={"f": MethodSignature(parameters=parameters)}
        )
        return self.run(self.program(source), mode, input, **changes)

    def script(
        self,
        source: str,
        input: bytes = b"",
        args: tuple[str, ...] = (),
        collect: tuple[str, ...] = (),
        **changes: Any,
    ) -> RunReport:
        """Run a source as a program."""
        mode = Script(args=args, collect=collect)
        return self.run(self.program(source), mode, input, **changes)


@pytest.fixture
def spec() -> BoxSpec:
    """A kind of box that these tests share, so that a warm one is often at hand."""
    return BoxSpec(
        image="python",
        memory_bytes=LIMITS.memory_bytes,
        disk_bytes=LIMITS.disk_bytes,
        processes=LIMITS.processes,
    )


@pytest.fixture
def bench(sandbox: DockerSandbox, spec: BoxSpec) -> Iterator[Bench]:
    """A box on the real engine."""
    with sandbox.box(spec) as box:
        yield Bench(box)


@pytest.fixture
def bench_of() -> type[Bench]:
    """For tests that hold the box themselves."""
    return Bench


@pytest.fixture(params=[pytest.param("docker", marks=pytest.mark.docker), "local"])
def any_bench(request: pytest.FixtureRequest, spec: BoxSpec) -> Iterator[Bench]:
    """A box of every kind of sandbox in turn."""
    sandboxes: dict[str, Callable[[], Sandbox]] = {
        "docker": lambda: request.getfixturevalue("sandbox"),
        "local": LocalSandbox,
    }
    with sandboxes[request.param]().box(spec) as box:
        yield Bench(box)
