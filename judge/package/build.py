"""`Package` -> `Problem`: what is not written in a package is made in a box, once, and cached."""

from pathlib import Path

from judge.model.limits import MIB, Limits, default_wall_time_ms
from judge.model.problem import (
    Problem,
    ProblemKind,
    Reference,
    RuntimeSpec,
    ScalingSpec,
    TestCase,
    TestGroup,
)
from judge.package.cache import Entry, cached
from judge.package.case_values import check_answer, check_input
from judge.package.fields import shown
from judge.package.generate import (
    Log,
    answer_cases,
    answer_path,
    generate_inputs,
    input_path,
)
from judge.package.package import CaseSource, Package
from judge.package.submissions import driver_of
from judge.package.time_limit import GENEROUS_CPU_TIME_MS, measure_time_limit
from judge.sandbox.port import Sandbox


def silence(_: str) -> None:
    """A log that nobody reads."""


def build_problem(
    package: Package, sandbox: Sandbox, cache_dir: Path, log: Log = silence
) -> Problem:
    """The problem that a package describes, ready to be judged.

    Inputs of generators, answers of the model solution and a time limit that has to be measured are
    made in a box and kept below `cache_dir`; a package that needs none of them needs no box.

    Raises:
        PackageError: a program of the package fails, or data are not what the signature asks for.
        JudgeFault: a box failed; nothing is known about the package.
    """
    if not _has_something_to_make(package):
        return _problem(package, Entry(data=package.root / "data", time_limit_ms=None))
    made = cached(cache_dir, package, lambda folder: _make(package, sandbox, folder, log))
    return _problem(package, made)


def limits_of(package: Package, cpu_time_ms: int) -> Limits:
    """Limits of one test, given the time limit, which the package may leave to be measured."""
    return Limits(
        cpu_time_ms=cpu_time_ms,
        wall_time_ms=default_wall_time_ms(cpu_time_ms),
        memory_bytes=package.limits.memory_bytes,
        output_bytes=package.limits.output_bytes,
    )


def _has_something_to_make(package: Package) -> bool:
    """Checked values count as made: reading large ones takes longer than looking into the cache."""
    return (
        package.kind is not ProblemKind.STDIO
        or package.limits.time_limit_ms is None
        or any(
            not isinstance(case.input, Path) or not isinstance(case.answer, Path)
            for case in package.all_cases
        )
    )


def _make(package: Package, sandbox: Sandbox, folder: Path, log: Log) -> int | None:
    """Fill a folder with what is missing; return the time limit if it had to be measured."""
    generate_inputs(package, sandbox, folder, log)
    if package.signature is not None:
        for case in package.all_cases:
            data, where = input_path(case, folder).read_bytes(), _place(package, case, case.input)
            check_input(package.kind, package.signature, data, f"{where}.in")
    answer_cases(package, sandbox, folder, log)
    if package.signature is not None:
        for case in package.all_cases:
            data = input_path(case, folder).read_bytes()
            answer = answer_path(case, folder).read_bytes()
            where = _place(package, case, case.answer)
            check_answer(package.kind, data, answer, f"{where}.ans")
    if package.limits.time_limit_ms is not None:
        return None
    unlimited = _problem(package, Entry(data=folder, time_limit_ms=GENEROUS_CPU_TIME_MS))
    return measure_time_limit(package, unlimited, sandbox, log)


def _place(package: Package, case: CaseSource, written: object) -> str:
    """Where a case's data are for their author: the file without its ending, or the case's name."""
    if isinstance(written, Path):
        return shown(written.with_suffix(""))
    return f"{shown(package.root)}: generated {case.name}"


def _problem(package: Package, made: Entry) -> Problem:
    stated = package.limits.time_limit_ms
    cpu_time_ms = stated or made.time_limit_ms or GENEROUS_CPU_TIME_MS
    return Problem(
        name=package.name,
        title=package.title,
        root=package.root,
        digest=package.digest,
        kind=package.kind,
        signature=package.signature,
        image=package.image,
        languages=("python3",),
        limits=limits_of(package, cpu_time_ms),
        compile_limits=Limits(
            cpu_time_ms=package.limits.compilation_time_ms,
            wall_time_ms=default_wall_time_ms(package.limits.compilation_time_ms),
            memory_bytes=package.limits.compilation_memory_bytes,
            output_bytes=8 * MIB,
        ),
        checker=package.checker,
        data=_filled(package.data, package.cases, made.data),
        scoring=package.scoring,
        scored=package.scored,
        rejected_scores=package.rejected_scores,
        hints=package.hints,
        tags=package.tags,
        difficulty=package.difficulty,
        source=package.source,
        statement=package.statement,
        starter=package.starter,
        model_solution=package.model_solution.name if package.model_solution else None,
        reference=_reference(package),
        runtime=_runtime(package, made.data),
        included_files=package.included_files,
        time_limit_source="package" if stated is not None else "measured",
        max_source_bytes=package.limits.code_bytes,
    )


def _runtime(package: Package, data: Path) -> RuntimeSpec | None:
    if package.runtime is None or package.scaling is None:
        return package.runtime
    scaling = ScalingSpec(
        cases_by_size={
            size: tuple(_case(case, data) for case in cases)
            for size, cases in package.scaling.cases_by_size.items()
        },
        expect=package.scaling.expect,
    )
    return package.runtime.model_copy(update={"scaling": scaling})


def _reference(package: Package) -> Reference | None:
    """The model solution as a program, if it is one that can be run."""
    model = package.model_solution
    if model is None or model.language is None or not model.entry:
        return None
    entry = driver_of(package.included_files) or model.entry
    return Reference(language=model.language, entry=entry, files=model.files)


def _filled(group: TestGroup, cases: tuple[CaseSource, ...], data: Path) -> TestGroup:
    """A group of the tree with its cases in it."""
    return group.model_copy(
        update={
            "cases": tuple(_case(case, data) for case in cases if case.group == group.name),
            "groups": tuple(_filled(child, cases, data) for child in group.groups),
        }
    )


def _case(case: CaseSource, data: Path) -> TestCase:
    return TestCase(
        name=case.name,
        group=case.group,
        input_path=input_path(case, data),
        answer_path=answer_path(case, data),
        full_feedback=case.full_feedback,
        args=case.args,
        files=case.files,
        checker=case.checker,
        hint=case.hint,
        description=case.description,
    )
