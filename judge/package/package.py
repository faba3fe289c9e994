"""A package as it is written: everything known of a problem before any program of it has run."""

from pathlib import Path
from typing import Literal

from judge.model.base import Value
from judge.model.checker import CheckerSpec
from judge.model.limits import MIB
from judge.model.problem import ProblemKind, RuntimeSpec, Scoring, Signature, TestGroup
from judge.model.verdict import Verdict


class PackageLimits(Value):
    """Limits as a package states them, with the format's typical defaults for what it leaves out.

    Only compiling has lower defaults than the format's typical 60 s and 2048 MiB, which are meant for
    C++: compiling Python takes milliseconds, and a candidate must not hold a judge host for a minute.

    Attributes:
        time_limit_ms: CPU time of one test, or None if it has to be measured.
        time_resolution_ms: a measured time limit is a multiple of it.
        ac_to_time_limit: how many times the slowest accepted example has to fit into the limit.
        time_limit_to_tle: how far beyond the limit, as a factor, examples that are too slow must be.
    """

    time_limit_ms: int | None = None
    time_resolution_ms: int = 1000
    ac_to_time_limit: float = 2.0
    time_limit_to_tle: float = 1.5
    memory_bytes: int = 2048 * MIB
    output_bytes: int = 8 * MIB
    code_bytes: int = 128 * 1024
    compilation_time_ms: int = 10_000
    compilation_memory_bytes: int = 512 * MIB


class GeneratorRule(Value):
    """An input that a generator prints.

    Attributes:
        text: the command as it is written in `generators.yaml`.
        script: the generator's name below `generators/`.
    """

    text: str
    script: str
    args: tuple[str, ...]


class LiteralData(Value):
    """An input or answer that stands in `generators.yaml` itself."""

    content: bytes


class CaseSource(Value):
    """A test case whose input and answer may still have to be made.

    Attributes:
        answer: None if the model solution gives it.
        checker: the problem's checker with this test's arguments, where it has some.
        input_validator_args: for every input validator, or by an input validator's name.
    """

    name: str
    group: str
    input: Path | GeneratorRule | LiteralData
    answer: Path | LiteralData | None
    full_feedback: bool
    args: tuple[str, ...] = ()
    files: dict[str, Path] = {}
    checker: CheckerSpec | None = None
    input_validator_args: tuple[str, ...] | dict[str, tuple[str, ...]] = ()
    hint: str | None = None
    description: str | None = None


class ScalingSource(Value):
    """Inputs of growing size, still to be made.

    Attributes:
        cases_by_size: they belong to no group.
    """

    cases_by_size: dict[int, tuple[CaseSource, ...]]
    expect: str | None

    @property
    def cases(self) -> tuple[CaseSource, ...]:
        """All of them."""
        return tuple(case for cases in self.cases_by_size.values() for case in cases)


class Rule(Value):
    """What is demanded of an example submission's verdicts.

    Attributes:
        cases: pattern of the test cases or groups it speaks of; None for all of them.
        permitted: verdicts that each of these tests may have.
        required: verdicts one of which some test must have; empty if nothing is required.
        use_for_time_limit: `lower`: these tests have to run well within the limit; `upper`: the
            slowest of them has to exceed it clearly; None: they say nothing of the limit.
        score: lowest and highest score of the submission, or of the group that is named.
        below_full_score: the submission must not earn all points (legacy `partially_accepted`).
        origin: where the demand is written, for messages.
    """

    origin: str
    cases: str | None = None
    permitted: frozenset[Verdict]
    required: frozenset[Verdict] = frozenset()
    use_for_time_limit: Literal["lower", "upper"] | None = None
    score: tuple[float, float] | None = None
    below_full_score: bool = False


class Example(Value):
    """An example submission.

    Attributes:
        name: path below `submissions/`.
        language: code of a language we judge, or None.
        files: contents' paths by name.
        rules: what is demanded of it; empty if nothing is.
    """

    name: str
    path: Path
    language: str | None
    entry: str
    files: dict[str, Path]
    rules: tuple[Rule, ...]
    model_solution: bool = False

    @property
    def accepted(self) -> bool:
        """Whether every test of it has to be accepted."""
        return any(rule.cases is None and rule.permitted == {Verdict.AC} for rule in self.rules)


class InputValidator(Value):
    """A program of the package that says of each input whether it is valid.

    Attributes:
        entry: the Python file to run, or None if the validator is in a language we do not run.
    """

    name: str
    files: dict[str, Path]
    entry: str | None


class Package(Value):
    """A problem package, parsed and checked.

    Attributes:
        root: the package folder, absolute.
        format: version of the format it is written in.
        digest: sha256 over everything in it, as hex.
        own: whether it has a `judge.yaml`, so that generators and the model solution are used.
        data: the tree of groups, without their cases.
        cases: all test cases in the order of the tree.
        scaling: None if growth is not measured.
        generator_files: what lies below `generators/`, by name.
    """

    root: Path
    name: str
    format: Literal["legacy", "2025-09"]
    digest: str
    own: bool
    title: str
    kind: ProblemKind
    signature: Signature | None
    image: str
    limits: PackageLimits
    checker: CheckerSpec
    data: TestGroup
    cases: tuple[CaseSource, ...]
    scoring: Scoring
    runtime: RuntimeSpec | None
    scaling: ScalingSource | None
    scored: bool
    rejected_scores: bool
    hints: bool
    tags: tuple[str, ...]
    difficulty: str | None
    source: str | None
    statement: Path | None
    starter: dict[str, Path]
    included_files: dict[str, Path]
    examples: tuple[Example, ...]
    model_solution: Example | None
    input_validators: tuple[InputValidator, ...]
    generator_files: dict[str, Path]

    @property
    def all_cases(self) -> tuple[CaseSource, ...]:
        """The tests and, after them, the inputs of growing size."""
        return self.cases + (self.scaling.cases if self.scaling else ())
