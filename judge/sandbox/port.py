"""What the judge asks of a sandbox, and what it gets back.

A `Box` runs one submission's programs one after another. A report holds observations made outside
the program; what the program itself said is in `claim`, `stdout` and `stderr`, and can be anything.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Literal, Protocol

from judge.model.base import Value
from judge.model.limits import Limits
from judge.model.problem import MethodSignature
from judge.model.submission import SourceFile


class Call(Value):
    """Call a function, or a class's methods, with a value as input and a value as answer.

    Attributes:
        kind: `function`: the input is a list of arguments. `class`: it is a list of operations
            `[method, [argument, ...]]`, the first of them the constructor's.
        methods: types to turn arguments into, by method name (the function's own for `function`).
    """

    kind: Literal["function", "class"]
    entry: str
    methods: dict[str, MethodSignature]


class Script(Value):
    """Run the entry file as a program: bytes on stdin, bytes on stdout.

    Attributes:
        collect: names of files in the working directory whose contents are reported afterwards,
            for programs of the package's own such as output validators.
    """

    args: tuple[str, ...] = ()
    collect: tuple[str, ...] = ()


class Program(Value):
    """Source that passed `Box.compile` in this box; `code` is the compiler's output, opaque to us."""

    files: tuple[SourceFile, ...]
    entry: str
    code: bytes


class CompileReport(Value):
    """What compiling did. Without a `program` it failed, and `message` tells why.

    Attributes:
        message: the compiler's own words on the candidate's own files, at most 64 KiB.
    """

    program: Program | None
    message: str | None
    cpu_time_us: int
    wall_time_us: int


class RunRequest(Value):
    """One run of a program.

    Attributes:
        files: what is in the working directory when the program starts, by relative name.
        timed: measure the work apart (`RunReport.work_time_us`).
        series: the input is a JSON array of inputs, with each of which the program is called, in one
            process; only for a `Call`. It is imported again for each unless nothing can last from one call
            to the next. What the calls return is dropped: the claim is null, or that of the one that failed.
            Cyclic garbage is collected between calls only.
    """

    program: Program
    mode: Call | Script
    input: bytes
    limits: Limits
    timed: bool = False
    series: bool = False
    files: tuple[SourceFile, ...] = ()


class LimitHit(StrEnum):
    """Limits that ended a run."""

    CPU_TIME = "cpu time"
    WALL_TIME = "wall time"
    MEMORY = "memory"
    OUTPUT = "output"
    ANSWER = "answer"
    """The claimed value is longer than the output limit."""


class Claim(Value):
    """What a called program says of itself; forged as easily as returned.

    Attributes:
        value: the encoded return value, or None if there is none.
        error: the kind of failure: a Python exception's class name, or one of the agent's own words
            `missing entry`, `wrong arguments`, `unsupported return`.
        text: the failure as the program tells it, traceback included.
    """

    value: bytes | None = None
    error: str | None = None
    text: str | None = None


class RunReport(Value):
    """What was seen of one run.

    Attributes:
        exit_code: of the first process; None if a signal ended it.
        signal: number of the signal that ended it, or None.
        claim: only for `Call`; None if the program ended without saying anything.
        hits: every limit that was hit.
        cpu_time_us: processor time of all its processes, in microseconds.
        wall_time_us: from start to its last word or end.
        memory_bytes: peak of its processes together, the interpreter's and libraries' pages that they
            share with the box not counted. Accurate to about 2 MiB; of files and further processes, what
            lives for less than 20 ms (1 ms in a timed run) may be missed.
        output_truncated: whether stdout or stderr were cut at the output limit.
        collected: contents of the files asked for by `Script.collect`, those that exist.
        work_time_us: of a timed run: processor time of all its processes from when nothing of the submission
            has run yet (and the input of a `Call` is decoded) until its claim is complete or its first
            process ends; None for other runs.
        waited_time_us: for how long it was ready to run meanwhile and had no processor.
        throttled_time_us: for how long the box was held back meanwhile because its share of the processors
            was used up, of all processors together; None if that is not known.
    """

    exit_code: int | None
    signal: int | None
    claim: Claim | None
    stdout: bytes
    stderr: bytes
    output_truncated: bool
    hits: frozenset[LimitHit]
    cpu_time_us: int
    wall_time_us: int
    memory_bytes: int
    collected: dict[str, bytes] = {}
    work_time_us: int | None = None
    waited_time_us: int | None = None
    throttled_time_us: int | None = None


class BoxInfo(Value):
    """What a box is made of and where it runs, for the record of a judging.

    Attributes:
        scaling_governor: what sets the clock of the host's first processor; None where its kernel does not.
        noise_floor: by how much times of the same work differ on the host, as a share; None if nobody has
            measured it.
    """

    sandbox: str
    image: str
    image_digest: str
    agent_protocol: int
    cgroup_version: int | None
    libraries: dict[str, str]
    python: str
    kernel: str
    cpu_model: str
    speculation_mitigation: str | None
    scaling_governor: str | None
    noise_floor: float | None


class BoxSpec(Value):
    """What kind of box is needed.

    Attributes:
        role: submissions and the package's own programs never share a box.
    """

    image: str
    memory_bytes: int
    disk_bytes: int
    processes: int
    role: Literal["submission", "package"] = "submission"


class BoxEnd(StrEnum):
    """Why a box was removed."""

    WORN = "worn"
    """It has served as many submissions as one may."""
    NOT_CLEAN = "not clean"
    DISCARDED = "discarded"
    """Something went wrong in it: it died, ran out of memory, or its judging was broken off."""
    ONCE_ONLY = "once only"
    """Boxes are not used again, because a setting says so."""
    SURPLUS = "surplus"
    """Others were used more recently."""


class BoxCounts(Value):
    """How many boxes a sandbox has ready and in use, and how many it has removed, by reason."""

    warm: int
    in_use: int
    ended: dict[BoxEnd, int]


class Box(Protocol):
    """One isolated place, used by one submission at a time."""

    @property
    def info(self) -> BoxInfo:
        """What the box is made of."""

    def compile(self, files: tuple[SourceFile, ...], entry: str, limits: Limits) -> CompileReport:
        """Compile source inside the box.

        Raises:
            SandboxError: the box failed; it says nothing about the source.
        """

    def run(self, request: RunRequest, then: Iterable[RunRequest] = ()) -> RunReport:
        """Run a compiled program once, in a fresh process.

        Args:
            then: what will probably be asked for next, in this order. The box may begin with it before it
                is asked; asked for the very same requests, it then has the reports sooner.

        Raises:
            SandboxError: the box failed. `BoxDied.out_of_memory` is the one case that is the program's.
        """


class Sandbox(Protocol):
    """Gives out boxes."""

    def box(self, spec: BoxSpec) -> AbstractContextManager[Box]:
        """A clean box, for one submission; proven clean or thrown away afterwards.

        Raises:
            SandboxError: no such box can be had.
        """

    def prewarm(self, spec: BoxSpec) -> None:
        """Begin to make such a box ready, while the caller does something else.

        A failure shows when the box is asked for.
        """

    def check(self) -> None:
        """Raise `EngineUnavailable` unless boxes can be had at all."""

    def counts(self) -> BoxCounts:
        """How many boxes there are, and what became of those that are no more."""

    def close(self) -> None:
        """Remove every box; leave nothing behind."""
