"""Source sent by a solver, and what its judging found."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator

from judge.model.base import Value
from judge.model.hints import Hint
from judge.model.verdict import Verdict

JUDGING_SCHEMA = "coderound.judging/1"


class SourceFile(Value):
    """One file that a program consists of or finds; the content is bytes, whatever they are.

    Attributes:
        name: relative path with `/`; it never leads out of its folder.
    """

    name: str
    content: bytes

    @field_validator("name")
    @classmethod
    def _stays_inside(cls, name: str) -> str:
        parts = name.split("/")
        if not all(parts) or ".." in parts or "." in parts or "\0" in name or len(name) > 255:
            raise ValueError(f"{name!r} is not a relative file name below its folder")
        return name


class Submission(Value):
    """Source sent by a solver. It never changes.

    Attributes:
        entry: the file that is imported or run.
    """

    problem: str
    language: str
    files: tuple[SourceFile, ...]
    entry: str


class JudgingState(StrEnum):
    """Where a judging stands."""

    QUEUED = "queued"
    COMPILING = "compiling"
    RUNNING = "running"
    DONE = "done"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    """Given up on its owner's word; there is no verdict."""


class CaseFeedback(Value):
    """What a candidate may see of a test with full feedback: all text is shown as it came, cut."""

    input: str | None = None
    answer: str | None = None
    output: str | None = None
    stdout: str | None = None
    stderr: str | None = None
    detail: str | None = None


class CaseResult(Value):
    """One test of a judging, as far as its reader may see it.

    Attributes:
        cpu_time_ms, wall_time_ms: None for a test that was not run.
        memory_bytes: peak of the test's processes.
        verdict: None for a test that was skipped because an earlier one decided.
    """

    name: str
    group: str
    verdict: Verdict | None
    cpu_time_ms: float | None = None
    wall_time_ms: float | None = None
    memory_bytes: int | None = None
    score: float | None = None
    hint: Hint | str | None = None
    feedback: CaseFeedback | None = None


class GroupResult(Value):
    """Outcome of a test group."""

    name: str
    verdict: Verdict | None
    score: float
    max_score: float


class CompileResult(Value):
    """What compiling found; `message` speaks of the candidate's own files only."""

    ok: bool
    message: str | None = None
    cpu_time_ms: float | None = None


class Points(Value):
    """Points by what they are for; None for runtime and memory where they are not scored or not measured."""

    correctness: float
    runtime: float | None = None
    memory: float | None = None

    @property
    def total(self) -> float:
        """All of them."""
        return round(self.correctness + (self.runtime or 0.0) + (self.memory or 0.0), 2)


NOISY = 0.15
"""Above this spread of the same program's times a runtime result has low confidence."""


class MemoryRatio(Value):
    """How much memory a submission takes, compared with the reference.

    Attributes:
        ratio: trimmed geometric mean of the rounds' ratios, submission over reference.
        interval: of the ratio, with 95 % confidence and with all that the figures' own accuracy leaves open.
        comparison: less, same, more, or uncertain: only what the interval says.
    """

    ratio: float
    interval: tuple[float, float]
    comparison: str


RUNS_OF_ROUND = 4
"""Of both programs together, on each test. If as many as of one test were made again, few were calm."""


def _is_unreliable(told: dict[str, Any]) -> bool:
    """Whether a host was too noisy, by what was measured of it."""
    noise = max(told["noise"], told["noise_floor"] or 0)
    return bool(noise > NOISY or told["repeated"] >= RUNS_OF_ROUND * told["rounds"])


class Runtime(Value):
    """An accepted submission compared with the reference, in turns, in the same box.

    Attributes:
        ratio: trimmed geometric mean of the rounds' ratios, submission over reference.
        interval: of the ratio, with 95 % confidence.
        comparison: faster, same, slower, or uncertain: only what the interval says.
        rounds: how often both were compared; each runs twice on each test in a round.
        repeated: runs that were made again, because a program had to wait for a processor.
        throttled: rounds in which the box had used up its share of the processors
            and was held back for it; None if the kernel does not tell.
        noise: spread of the reference's times, as a share of their median: what the host adds by chance.
        noise_floor: the same spread of a fixed workload, measured on the host beforehand; None if nobody did.
        low_confidence: whether the host was too noisy for the ratio to be relied on.
        submission_ms, reference_ms: median work of a round; of what is called, import, input and answer are
            not counted; of a program all is.
        import_ms: importing the submission, which is not scored; None for a program, whose work it is.
        submission_memory_bytes, reference_memory_bytes: median over the rounds of the highest peak of a test.
        memory: how these compare; None in results of before it was told.
    """

    ratio: float
    interval: tuple[float, float]
    comparison: str
    rounds: int
    repeated: int
    throttled: int | None = None
    noise: float
    noise_floor: float | None = None
    low_confidence: bool = Field(default_factory=_is_unreliable)
    submission_ms: float
    reference_ms: float
    import_ms: float | None = None
    submission_memory_bytes: int
    reference_memory_bytes: int
    memory: MemoryRatio | None = None


def runtime_ratio_in(document: Mapping[str, Any]) -> float | None:
    """The ratio to the reference in a document `coderound.judging/1`; None where none was measured."""
    runtime = document.get("runtime")
    return None if runtime is None else float(runtime["ratio"])


class Complexity(Value):
    """How a submission's time grows with the size of its input.

    Attributes:
        model: 1, log n, n, n log n, n², n³ or 2ⁿ; None if there is not enough signal to say.
        exponent, interval: p of the best `a + b n^p`, with 95 % confidence.
        expected: the model that the problem expects, if it does.
        worse: whether it surely grows faster than expected.
        times: size and what a call with such an input takes, in milliseconds.
    """

    model: str | None
    exponent: float | None
    interval: tuple[float, float] | None
    expected: str | None
    worse: bool
    times: tuple[tuple[int, float], ...]


class Judging(Value):
    """One evaluation of a submission: the document that CLI and REST both show.

    Attributes:
        complexity: whatever the verdict, where the problem asks for it and the program can be run.
        message: why there is no verdict of the submission's own making (JE), for people.
        environment: what made the result: digests, versions, host facts.
    """

    schema_: str = Field(default=JUDGING_SCHEMA, alias="schema")
    problem: str
    language: str
    verdict: Verdict
    score: float
    max_score: float
    points: Points
    runtime: Runtime | None = None
    complexity: Complexity | None = None
    groups: tuple[GroupResult, ...] = ()
    cases: tuple[CaseResult, ...] = ()
    compile: CompileResult | None = None
    message: str | None = None
    environment: dict[str, Any] = {}

    def document(self) -> dict[str, Any]:
        """The judging as JSON values, under the schema's own key names."""
        return self.model_dump(mode="json", by_alias=True)
