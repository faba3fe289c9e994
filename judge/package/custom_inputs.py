"""Inputs of a solver's own: are they inputs of the problem, and what does the model solution answer?"""

from judge.errors import PackageError
from judge.judging.trial import CustomInput
from judge.model.problem import Problem, ProblemKind
from judge.package.box_programs import compile_in, how_it_failed, package_box, read_files, run_in
from judge.package.case_values import check_input
from judge.package.fields import shown
from judge.package.package import Example, InputValidator, Package
from judge.package.verify_data import compile_validator, why_refused
from judge.sandbox.port import Box, Call, Program, Sandbox, Script

_VALIDATOR_IMAGE = "python"
_SHOWN_CHARACTERS = 300


def prepare_inputs(
    package: Package, problem: Problem, inputs: tuple[str, ...], sandbox: Sandbox
) -> tuple[CustomInput, ...]:
    """Check inputs, and have those that are valid answered by the model solution.

    All of it happens in boxes that no submission ever enters.

    Raises:
        PackageError: a validator or the model solution does not compile.
        SandboxError: a box failed.
    """
    customs = tuple(
        _checked(package, CustomInput(name=f"custom/{number}", content=text.encode()))
        for number, text in enumerate(inputs, 1)
    )
    return _answered(package, problem, _validated(package, customs, sandbox), sandbox)


def _checked(package: Package, custom: CustomInput) -> CustomInput:
    """Whether it has the form that the signature asks for."""
    if package.signature is None:
        return custom
    try:
        check_input(package.kind, package.signature, custom.content, custom.name)
    except PackageError as error:
        return CustomInput(name=custom.name, content=custom.content, error=str(error))
    return custom


def _validated(
    package: Package, customs: tuple[CustomInput, ...], sandbox: Sandbox
) -> tuple[CustomInput, ...]:
    validators = [each for each in package.input_validators if each.entry is not None]
    if not validators or not _any_valid(customs):
        return customs
    with package_box(sandbox, _VALIDATOR_IMAGE) as box:
        programs = [(each, compile_validator(box, package, each)) for each in validators]
        return tuple(_validate(package, box, programs, custom) for custom in customs)


def _validate(
    package: Package,
    box: Box,
    programs: list[tuple[InputValidator, Program]],
    custom: CustomInput,
) -> CustomInput:
    if custom.error is not None:
        return custom
    for validator, program in programs:
        refusal = why_refused(box, program, custom.content, _arguments(package, validator), ())
        if refusal is not None:
            text = f"{custom.name}: not a valid input of this problem{_why(refusal)}"
            return CustomInput(name=custom.name, content=custom.content, error=text)
    return custom


def _why(refusal: str) -> str:
    """The last line of a validator's words: above it may stand its source, in a traceback."""
    said = refusal.splitlines()[-1].strip()[:_SHOWN_CHARACTERS]
    return "" if said.startswith("exited with") else f": {said}"


def _arguments(package: Package, validator: InputValidator) -> tuple[str, ...]:
    """What the validator is told about the first test, which is all that is known about any other."""
    given = package.cases[0].input_validator_args if package.cases else ()
    return given.get(validator.name, ()) if isinstance(given, dict) else given


def _answered(
    package: Package, problem: Problem, customs: tuple[CustomInput, ...], sandbox: Sandbox
) -> tuple[CustomInput, ...]:
    model = package.model_solution
    if model is None or not _any_valid(customs):
        return customs
    with package_box(sandbox, package.image) as box:
        program = _compile_model(package, model, box)
        return tuple(_answer(problem, box, program, custom) for custom in customs)


def _compile_model(package: Package, model: Example, box: Box) -> Program:
    what = f"{shown(package.root)}: the model solution {model.name}"
    sources = {**model.files, **package.included_files}
    entry = "__main__.py" if "__main__.py" in package.included_files else model.entry
    return compile_in(box, read_files(sources), entry, what)


def _answer(problem: Problem, box: Box, program: Program, custom: CustomInput) -> CustomInput:
    """With the model solution's answer; without one, if it cannot cope with the input."""
    if custom.error is not None:
        return custom
    # The submission's limits, not a package's: a solver must not hold the host for a minute.
    report = run_in(box, program, _mode(problem), custom.content, limits=problem.limits)
    if how_it_failed(report) is not None:
        return custom
    if problem.kind is ProblemKind.STDIO:
        answer: bytes | None = report.stdout
    else:
        answer = report.claim.value if report.claim is not None else None
    return CustomInput(name=custom.name, content=custom.content, answer=answer)


def _mode(problem: Problem) -> Call | Script:
    if problem.signature is None:
        return Script()
    kind = "class" if problem.kind is ProblemKind.CLASS else "function"
    return Call.model_validate(
        {"kind": kind, "entry": problem.signature.entry, "methods": problem.signature.methods}
    )


def _any_valid(customs: tuple[CustomInput, ...]) -> bool:
    return any(custom.error is None for custom in customs)
