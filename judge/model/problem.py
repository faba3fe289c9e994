"""What is to be solved: a problem, its test groups and test cases."""

from enum import StrEnum
from pathlib import Path
from typing import Literal

from judge.model.base import Value
from judge.model.checker import CheckerSpec
from judge.model.limits import Limits


class ProblemKind(StrEnum):
    """How a submission is called."""

    FUNCTION = "function"
    CLASS = "class"
    STDIO = "stdio"


class MethodSignature(Value):
    """Names and types of parameters, and the type of what is returned (see docs/packages.md)."""

    parameters: dict[str, str] = {}
    returns: str = "None"


class Signature(Value):
    """What a `function` or `class` problem asks for.

    Attributes:
        entry: name of the function or class.
        methods: for a function, the one entry is `entry` itself; for a class, `__init__` and its
            methods.
    """

    entry: str
    methods: dict[str, MethodSignature]


class TestCase(Value):
    """One input with its answer.

    Attributes:
        name: path below `data/` without suffix, such as `secret/edge/01-empty`.
        files: what is copied into the working directory (`x.files/`), by relative name.
        full_feedback: whether a candidate may see input, answer and output.
        hint: the author's own hint for a candidate whose program fails this test.
        input_sha256, answer_sha256: of the contents, for caches and records.
    """

    __test__ = False

    name: str
    group: str
    input_path: Path
    answer_path: Path
    full_feedback: bool
    args: tuple[str, ...] = ()
    files: dict[str, Path] = {}
    checker: CheckerSpec | None = None
    """The problem's checker with other flags, where the test or its group gives some."""
    hint: str | None = None
    description: str | None = None

    def read_input(self) -> bytes:
        """The test's input."""
        return self.input_path.read_bytes()

    def read_answer(self) -> bytes:
        """The expected answer."""
        return self.answer_path.read_bytes()


class TestGroup(Value):
    """Cases, or groups of cases, that are scored together.

    One shape serves both versions of the package format. A test earns `accept_score` (times the
    checker's multiplier) or `reject_score`; `score_mode` joins the scores of a group's members.

    Attributes:
        verdict_mode: how the members' verdicts make the group's: the worst, the first that is not
            AC, AC whatever they are, or AC if any is.
        on_reject: whether the members after the first rejected one are still judged.
        require_pass: names of groups that must be AC, or this one is not judged and scores nothing.
        max_score: what the group is worth at most; None if its members' sum says so.
        ignored: judged and shown, but without effect on verdict and score (`ignore_sample`).
    """

    __test__ = False

    name: str
    cases: tuple[TestCase, ...] = ()
    groups: tuple["TestGroup", ...] = ()
    verdict_mode: Literal["worst_error", "first_error", "always_accept", "any_accepted"] = (
        "worst_error"
    )
    score_mode: Literal["sum", "min", "max", "avg"] = "sum"
    on_reject: Literal["break", "continue"] = "break"
    require_pass: tuple[str, ...] = ()
    accept_score: float = 1.0
    reject_score: float = 0.0
    max_score: float | None = None
    ignored: bool = False


class Scoring(Value):
    """Points of a judging: what the tests are worth together, and what speed and thrift are beyond them."""

    correctness: float = 100.0
    runtime: float = 0.0
    memory: float = 0.0

    @property
    def most(self) -> float:
        """What a right, fast and thrifty solution gets."""
        return self.correctness + self.runtime + self.memory


class ScalingSpec(Value):
    """Inputs of growing size, on which the growth of a submission's time is measured.

    Attributes:
        cases_by_size: tests of each size, the sizes ascending. They belong to no group.
        expect: the growth that is expected, a name of `judge.scoring.complexity.MODELS`; None if nothing
            is.
    """

    cases_by_size: dict[int, tuple[TestCase, ...]]
    expect: str | None = None

    @property
    def cases(self) -> tuple[TestCase, ...]:
        """All of them."""
        return tuple(case for cases in self.cases_by_size.values() for case in cases)


class MemorySpec(Value):
    """How memory is scored: as `RuntimeSpec`, by the ratio of peaks."""

    full_at: float = 1.5
    zero_at: float = 5.0


class RuntimeSpec(Value):
    """How runtime is measured and scored, and memory with it.

    Attributes:
        cases: names of the tests on which submission and reference are compared.
        full_at: up to this ratio of times all runtime points are given.
        zero_at: from this ratio on none are.
        memory: the same for the ratio of memory, which is measured in the same rounds.
        scaling: None if growth is not measured.
    """

    cases: tuple[str, ...]
    full_at: float = 1.5
    zero_at: float = 10.0
    memory: MemorySpec = MemorySpec()
    scaling: ScalingSpec | None = None


class Reference(Value):
    """The program that submissions are compared with: the model solution.

    Attributes:
        files: paths by the names they shall have in the box.
    """

    language: str
    entry: str
    files: dict[str, Path]


class Problem(Value):
    """A problem as it is judged.

    Attributes:
        name: the package folder's name.
        title: what people read.
        digest: sha256 over everything in the package, as hex.
        image: runner image its submissions run in.
        limits: of one test; the compilation's are in `compile_limits`.
        data: the root group, with `sample` and `secret` below it.
        scoring: the points; `scored` tells whether a part of them can be earned by some groups, and
            `rejected_scores` whether also by a submission that is not accepted as a whole (the legacy
            format knows points of accepted submissions only).
        hints: whether candidates get a hint from the fixed list for secret tests.
        model_solution: path below `submissions/`; `reference` is the program itself.
        runtime: None if runtime is not measured.
        starter: starter code by language code.
        time_limit_source: `package` if the package states the limit, `measured` if it comes from the
            slowest accepted example.
    """

    name: str
    title: str
    root: Path
    digest: str
    kind: ProblemKind
    signature: Signature | None
    image: str
    languages: tuple[str, ...]
    limits: Limits
    compile_limits: Limits
    checker: CheckerSpec
    data: TestGroup
    scoring: Scoring = Scoring()
    scored: bool = False
    rejected_scores: bool = True
    hints: bool = True
    tags: tuple[str, ...] = ()
    difficulty: str | None = None
    source: str | None = None
    statement: Path | None = None
    starter: dict[str, Path] = {}
    model_solution: str | None = None
    reference: Reference | None = None
    runtime: RuntimeSpec | None = None
    included_files: dict[str, Path] = {}
    """`include/`: files that are put beside a submission's own, replacing those of the same name."""
    time_limit_source: Literal["package", "measured"] = "package"
    max_source_bytes: int = 128 * 1024


def cases_of(group: TestGroup) -> tuple[TestCase, ...]:
    """All test cases below a group, in the order they are judged."""
    below = tuple(case for child in group.groups for case in cases_of(child))
    return group.cases + below


def all_cases_of(problem: Problem) -> tuple[TestCase, ...]:
    """The test cases of a problem and, after them, the inputs of growing size."""
    scaling = problem.runtime.scaling if problem.runtime else None
    return cases_of(problem.data) + (scaling.cases if scaling else ())
