"""Inputs from generators and answers from the model solution, made in a box."""

from collections.abc import Callable
from pathlib import Path

from judge.errors import PackageError
from judge.model.problem import ProblemKind
from judge.package.box_programs import (
    compile_in,
    how_it_failed,
    package_box,
    package_limits,
    read_files,
    run_in,
)
from judge.package.fields import shown
from judge.package.package import CaseSource, GeneratorRule, LiteralData, Package
from judge.sandbox.port import Call, Program, Sandbox, Script

Log = Callable[[str], None]
GENERATOR_IMAGE = "python"


def generate_inputs(package: Package, sandbox: Sandbox, folder: Path, log: Log) -> None:
    """Write every input that is not a file of the package as `<folder>/<case name>.in`.

    Raises:
        PackageError: a generator does not compile or fails; the end of its stderr is shown.
    """
    by_rule: list[tuple[CaseSource, GeneratorRule]] = []
    for case in package.all_cases:
        if isinstance(case.input, LiteralData):
            write(folder, f"{case.name}.in", case.input.content)
        elif isinstance(case.input, GeneratorRule):
            by_rule.append((case, case.input))
    if not by_rule:
        return
    files = read_files(package.generator_files)
    programs: dict[str, Program] = {}
    with package_box(sandbox, GENERATOR_IMAGE) as box:
        for case, rule in by_rule:
            log(f"generating {case.name}")
            what = f"{shown(package.root)}: the generator {rule.script}"
            if rule.script not in programs:
                programs[rule.script] = compile_in(box, files, rule.script, what)
            report = run_in(box, programs[rule.script], Script(args=rule.args), b"")
            failure = how_it_failed(report)
            if failure is not None:
                raise PackageError(f"{what} for {case.name} ({rule.text}) {failure}")
            write(folder, f"{case.name}.in", report.stdout)


def answer_cases(package: Package, sandbox: Sandbox, folder: Path, log: Log) -> None:
    """Write every answer that is not a file of the package as `<folder>/<case name>.ans`.

    Inputs are read from the package, or from `folder` where they were generated.

    Raises:
        PackageError: the model solution does not compile, fails or gives no answer.
    """
    asked = [case for case in package.all_cases if case.answer is None]
    for case in package.all_cases:
        if isinstance(case.answer, LiteralData):
            write(folder, f"{case.name}.ans", case.answer.content)
    if not asked:
        return
    model = package.model_solution
    if model is None:
        raise PackageError(
            f"{shown(package.root)}: {asked[0].name} has no answer, and no model_solution is named"
        )
    what = f"{shown(package.root)}: the model solution {model.name}"
    limits = package_limits().model_copy(update={"memory_bytes": package.limits.memory_bytes})
    # The format has included files replace those of the same name.
    sources = {**model.files, **package.included_files}
    entry = "__main__.py" if "__main__.py" in package.included_files else model.entry
    with package_box(sandbox, package.image) as box:
        program = compile_in(box, read_files(sources), entry, what)
        for case in asked:
            log(f"answering {case.name}")
            data = input_path(case, folder).read_bytes()
            report = run_in(
                box, program, call_mode(package, case), data, limits=limits,
                files=read_files(case.files),
            )  # fmt: skip
            failure = how_it_failed(report)
            if failure is not None:
                raise PackageError(f"{what} on {case.name} {failure}")
            answer = report.stdout
            if package.kind is not ProblemKind.STDIO:
                if report.claim is None or report.claim.value is None:
                    raise PackageError(f"{what} on {case.name} gave no answer")
                answer = report.claim.value
            write(folder, f"{case.name}.ans", answer)


def call_mode(package: Package, case: CaseSource) -> Call | Script:
    """How a solution of this package is run on a case."""
    if package.signature is None:
        return Script(args=case.args)
    return Call(
        kind="class" if package.kind is ProblemKind.CLASS else "function",
        entry=package.signature.entry,
        methods=package.signature.methods,
    )


def input_path(case: CaseSource, folder: Path) -> Path:
    """Where a case's input is: in the package, or below the folder of what was made."""
    return case.input if isinstance(case.input, Path) else folder / f"{case.name}.in"


def answer_path(case: CaseSource, folder: Path) -> Path:
    """Where a case's answer is: in the package, or below the folder of what was made."""
    return case.answer if isinstance(case.answer, Path) else folder / f"{case.name}.ans"


def write(folder: Path, name: str, content: bytes) -> None:
    """Write a file below a folder, making the folders between."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
