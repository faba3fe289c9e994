"""Verifying a package's data: generators repeat themselves, validators accept, samples are there."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from judge.model.problem import Problem, all_cases_of
from judge.model.submission import SourceFile
from judge.package.box_programs import compile_in, how_it_failed, package_box, read_files, run_in
from judge.package.fields import shown
from judge.package.generate import generate_inputs
from judge.package.package import InputValidator, Package
from judge.package.tree import files_below
from judge.package.verify_report import Finding, Severity, VerifyListener
from judge.sandbox.port import Box, Program, Sandbox, Script

_VALID = 42


def data_findings(
    package: Package, problem: Problem, sandbox: Sandbox, listener: VerifyListener
) -> Iterator[Finding]:
    """Everything that is wrong with a package's data and texts."""
    yield from _missing_parts(package)
    listener.step("generating inputs again")
    yield from _unsteady_generators(package, problem, sandbox)
    listener.step("validating inputs")
    yield from _invalid_inputs(package, problem, sandbox)


def _missing_parts(package: Package) -> Iterator[Finding]:
    """Other people's packages may do without; one of ours is not complete."""
    severity = Severity.ERROR if package.own else Severity.WARNING
    if package.statement is None:
        where = "problem_statement/" if package.format == "legacy" else "statement/"
        yield Finding(
            severity=severity, where=where, message="no statement; expected problem.en.md"
        )
    if not any(case.name.startswith("sample/") for case in package.cases):
        yield Finding(severity=severity, where="data/sample/", message="no samples; expected some")
    if not any(example.accepted and example.language for example in package.examples):
        yield Finding(
            severity=severity,
            where="submissions/accepted/",
            message="no accepted example in Python; expected one at least",
        )
    model = package.model_solution
    if model is not None and not model.accepted:
        yield Finding(
            severity=Severity.ERROR,
            where=f"submissions/{model.name}",
            message="it is the model solution but not an accepted example; move it to accepted/",
        )


def _unsteady_generators(package: Package, problem: Problem, sandbox: Sandbox) -> Iterator[Finding]:
    """Inputs that come out differently when they are generated again."""
    with tempfile.TemporaryDirectory(prefix="coderound-verify-") as scratch:
        folder = Path(scratch)
        generate_inputs(package, sandbox, folder, lambda _: None)
        for case in all_cases_of(problem):
            again = folder / f"{case.name}.in"
            if again.exists() and again.read_bytes() != case.read_input():
                yield Finding(
                    severity=Severity.ERROR,
                    where=case.name,
                    message="its generator printed something else when it ran again; "
                    "expected the same output for the same arguments",
                )


def _invalid_inputs(package: Package, problem: Problem, sandbox: Sandbox) -> Iterator[Finding]:
    if not package.input_validators:
        if package.own:
            yield Finding(
                severity=Severity.WARNING,
                where="input_validators/",
                message="no input validator, so nothing proves that the inputs keep the statement",
            )
        return
    for validator in package.input_validators:
        if validator.entry is None:
            yield Finding(
                severity=Severity.WARNING,
                where=f"input_validators/{validator.name}",
                message="it was not run, because it is not a Python program",
            )
    runnable = [each for each in package.input_validators if each.entry is not None]
    with package_box(sandbox, "python") as box:
        programs = [(each, compile_validator(box, package, each)) for each in runnable]
        yield from _rejected_inputs(package, problem, box, programs)
        if len(runnable) == len(package.input_validators):
            yield from _accepted_invalid_inputs(package, box, programs)


def compile_validator(box: Box, package: Package, validator: InputValidator) -> Program:
    """An input validator, ready to be run by `why_refused`."""
    what = f"{shown(package.root)}: the input validator {validator.name}"
    return compile_in(box, read_files(validator.files), validator.entry or "", what)


def _rejected_inputs(
    package: Package, problem: Problem, box: Box, programs: list[tuple[InputValidator, Program]]
) -> Iterator[Finding]:
    cases = {case.name: case for case in all_cases_of(problem)}
    for source in package.all_cases:
        files = read_files(source.files)
        for validator, program in programs:
            given = source.input_validator_args
            own = given.get(Path(validator.name).stem, given.get(validator.name, ())) if isinstance(
                given, dict
            ) else given  # fmt: skip
            args = (*own, *source.args)
            said = why_refused(box, program, cases[source.name].read_input(), args, files)
            if said is not None:
                yield Finding(
                    severity=Severity.ERROR,
                    where=source.name,
                    message=f"the input validator {validator.name} refuses it: {said}",
                )


def _accepted_invalid_inputs(
    package: Package, box: Box, programs: list[tuple[InputValidator, Program]]
) -> Iterator[Finding]:
    """Inputs that were written to be refused, and that every validator lets pass."""
    folder = package.root / "data" / "invalid_input"
    for name, path in files_below(folder).items():
        if not name.endswith(".in") or ".files/" in name:
            continue
        data = path.read_bytes()
        if all(why_refused(box, program, data, (), ()) is None for _, program in programs):
            yield Finding(
                severity=Severity.ERROR,
                where=f"invalid_input/{name.removesuffix('.in')}",
                message="every input validator accepts it; expected one to refuse it",
            )


def why_refused(
    box: Box, program: Program, data: bytes, args: tuple[str, ...], files: tuple[SourceFile, ...]
) -> str | None:
    """Why a validator refuses an input, or None if it accepts it."""
    report = run_in(box, program, Script(args=args), data, files=files)
    if report.exit_code == _VALID and not report.hits:
        return None
    failure = how_it_failed(report) or f"exited with {report.exit_code}; expected {_VALID}"
    printed = report.stdout[-500:].decode("utf-8", "replace").strip()
    return f"{failure} {printed}".strip()
