"""Programs of a package, run in a box of their own: generators, model solutions, input validators."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from judge.errors import PackageError
from judge.model.limits import MIB, Limits, default_wall_time_ms
from judge.model.submission import SourceFile
from judge.sandbox.port import Box, BoxSpec, Call, Program, RunReport, RunRequest, Sandbox, Script

_CPU_TIME_MS = 60_000
_MEMORY_BYTES = 2048 * MIB
_OUTPUT_BYTES = 256 * MIB
_PROCESSES = 64
_DISK_BYTES = 64 * MIB
_SHOWN_BYTES = 2000


def package_limits() -> Limits:
    """Limits of a package's own programs: generous, they only stop what has gone astray."""
    return Limits(
        cpu_time_ms=_CPU_TIME_MS,
        wall_time_ms=default_wall_time_ms(_CPU_TIME_MS),
        memory_bytes=_MEMORY_BYTES,
        output_bytes=_OUTPUT_BYTES,
        processes=_PROCESSES,
        disk_bytes=_DISK_BYTES,
    )


@contextmanager
def package_box(sandbox: Sandbox, image: str) -> Iterator[Box]:
    """A box for programs of a package, never shared with submissions."""
    spec = BoxSpec(
        image=image,
        memory_bytes=_MEMORY_BYTES,
        disk_bytes=_DISK_BYTES,
        processes=_PROCESSES,
        role="package",
    )
    with sandbox.box(spec) as box:
        yield box


def read_files(files: dict[str, Path]) -> tuple[SourceFile, ...]:
    """The contents of files, by the names they shall have in the box."""
    return tuple(SourceFile(name=name, content=path.read_bytes()) for name, path in files.items())


def compile_in(box: Box, files: tuple[SourceFile, ...], entry: str, what: str) -> Program:
    """Compile a program of the package; `what` names it in messages.

    Raises:
        PackageError: it does not compile.
    """
    report = box.compile(files, entry, package_limits())
    if report.program is None:
        raise PackageError(f"{what} does not compile:\n{report.message}")
    return report.program


def run_in(
    box: Box,
    program: Program,
    mode: Call | Script,
    data: bytes,
    *,
    limits: Limits | None = None,
    files: tuple[SourceFile, ...] = (),
) -> RunReport:
    """Run a program of the package once."""
    return box.run(
        RunRequest(
            program=program, mode=mode, input=data, limits=limits or package_limits(), files=files
        )
    )


def how_it_failed(report: RunReport) -> str | None:
    """Why a program of the package did not end well, with the end of its stderr; None if it did."""
    claim = report.claim
    if report.hits:
        reason = "went over its limit of " + ", ".join(sorted(report.hits))
    elif claim is not None:
        # Once it has answered it is killed, so how it ended says nothing.
        if claim.value is not None:
            return None
        reason = f"failed: {claim.error}"
    elif report.signal is not None:
        reason = f"was ended by signal {report.signal}"
    elif report.exit_code != 0:
        reason = f"exited with {report.exit_code}"
    elif report.output_truncated:
        reason = "printed more than the output limit"
    else:
        return None
    words = (claim.text if claim and claim.text else "") or report.stderr[-_SHOWN_BYTES:].decode(
        "utf-8", "replace"
    )
    return f"{reason}\n{words[-_SHOWN_BYTES:].strip()}".strip()
