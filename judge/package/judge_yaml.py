"""judge.yaml: what the ICPC format has no word for."""

from pathlib import Path

from judge.errors import NotSupported, PackageError
from judge.model.base import Value
from judge.model.checker import CheckerSpec, ProgramSpec, TokensSpec
from judge.model.problem import MethodSignature, ProblemKind, RuntimeSpec, Scoring, Signature
from judge.model.signature import BadType, parse_type
from judge.package.checker_spec import read_compare
from judge.package.fields import Fields, read_yaml, show, shown

_KINDS = ("function", "class", "stdio", "interactive", "pytest")
_GROWTHS = ("1", "log n", "n", "n log n", "n^2", "n^3", "2^n")


class JudgeYaml(Value):
    """What judge.yaml says, with its defaults filled in.

    Attributes:
        model_solution: path below `submissions/`, or None.
    """

    kind: ProblemKind
    signature: Signature | None
    image: str
    checker: CheckerSpec
    scoring: Scoring
    runtime: RuntimeSpec | None
    hints: bool
    model_solution: str | None
    tags: tuple[str, ...]
    difficulty: str | None
    source: str | None


def read_judge_yaml(path: Path, validator: ProgramSpec | None) -> JudgeYaml:
    """Read and check judge.yaml.

    Args:
        validator: the package's own output validator, if it has one.

    Raises:
        PackageError: a key is missing, unknown or malformed; NotSupported for kinds to come.
    """
    fields = read_yaml(path)
    kind = _kind(fields)
    default = "tokens" if kind is ProblemKind.STDIO else "exact"
    checker = read_compare(fields, validator, "checker" if validator else default)
    if kind is ProblemKind.STDIO and not isinstance(checker, TokensSpec | ProgramSpec):
        raise fields.problem("compare", "tokens or checker for kind stdio")
    if kind is not ProblemKind.STDIO and isinstance(checker, TokensSpec):
        raise fields.problem("compare", f"another checker for kind {kind}; tokens compares text")
    runtime = _runtime(fields)
    read = JudgeYaml(
        kind=kind,
        signature=_signature(fields, kind),
        image=fields.text("image", "a runner image, such as python") or "python",
        checker=checker,
        scoring=_scoring(fields, runtime),
        runtime=runtime,
        hints=fields.boolean("hints", True),
        model_solution=fields.text("model_solution", "a path such as accepted/solution.py"),
        tags=fields.texts("tags") or (),
        difficulty=fields.choice("difficulty", ("easy", "medium", "hard"), "") or None,
        source=fields.text("source"),
    )
    fields.finish()
    return read


def _kind(fields: Fields) -> ProblemKind:
    kind = fields.choice("kind", _KINDS, "")
    if not kind:
        raise fields.problem("kind", "one of function, class, stdio")
    if kind in ("interactive", "pytest"):
        raise NotSupported(f"{shown(fields.path)}: kind {kind} is not supported yet")
    return ProblemKind(kind)


def _signature(fields: Fields, kind: ProblemKind) -> Signature | None:
    entry = fields.text("entry", "the name of the function or class")
    if kind is ProblemKind.STDIO:
        for key in ("entry", "signature"):
            if fields.raw(key) is not None:
                raise fields.problem(key, "nothing, because kind is stdio")
        return None
    if entry is None or not entry.isidentifier():
        raise fields.problem("entry", f"the name of the {kind}")
    if not fields.has("signature"):
        raise fields.problem("signature", "parameters with their types, and returns")
    signature = fields.mapping("signature")
    if kind is ProblemKind.FUNCTION:
        return Signature(entry=entry, methods={entry: _method(signature)})
    methods = {str(name): _method(signature.mapping(name)) for name in signature.values}
    for name in methods:
        if not name.isidentifier():
            raise PackageError(f'{shown(fields.path)}: signature: "{name}" is not a method name')
    methods.setdefault("__init__", MethodSignature())
    if len(methods) == 1:
        raise fields.problem("signature", "at least one method besides __init__")
    if methods["__init__"].returns != "None":
        raise fields.problem("signature", "no returns for __init__")
    return Signature(entry=entry, methods=methods)


def _method(fields: Fields) -> MethodSignature:
    types: dict[str, str] = {}
    for name in fields.values:
        if not isinstance(name, str) or not name.isidentifier():
            raise PackageError(
                f"{shown(fields.path)}: {fields.key(str(name))}: not a parameter's name"
            )
        # YAML reads the bare word null, and only that, as nothing at all.
        text = (
            "None" if fields.raw(name) is None else fields.need_text(name, 'a type, such as "int"')
        )
        try:
            parse_type(text)
        except BadType as error:
            raise PackageError(f"{shown(fields.path)}: {fields.key(name)}: {error}") from None
        types[name] = text
    returns = types.pop("returns", "None")
    return MethodSignature(parameters=types, returns=returns)


def _scoring(fields: Fields, runtime: RuntimeSpec | None) -> Scoring:
    scoring = fields.mapping("scoring")
    correctness = scoring.number("correctness", 100.0, above=False)
    points = scoring.number("runtime", 0.0, above=False)
    scoring.finish()
    if points and runtime is None:
        raise scoring.problem("runtime", "a runtime: section that says which cases are timed")
    return Scoring(correctness=correctness or 0.0, runtime=points or 0.0)


def _runtime(fields: Fields) -> RuntimeSpec | None:
    if not fields.has("runtime"):
        return None
    runtime = fields.mapping("runtime")
    cases = runtime.texts("cases", or_one=True)
    if not cases:
        raise runtime.problem("cases", "a list of test case patterns, such as [secret/large-*]")
    full_at = runtime.number("full_at", 1.5) or 1.5
    zero_at = runtime.number("zero_at", 10.0) or 10.0
    if zero_at <= full_at:
        raise runtime.problem("zero_at", f"a ratio above full_at, which is {full_at:g}")
    scaling = runtime.mapping("scaling")
    sizes = scaling.raw("sizes") or []
    if not isinstance(sizes, list) or not all(type(size) is int and size > 0 for size in sizes):
        raise scaling.problem("sizes", "a list of whole numbers, such as [1000, 2000, 4000]")
    spec = RuntimeSpec(
        cases=cases,
        full_at=full_at,
        zero_at=zero_at,
        scaling_command=scaling.text("case", "a generator's command with {n}"),
        scaling_sizes=tuple(sizes),
        expect=scaling.choice("expect", _GROWTHS, "") or None,
    )
    scaling.finish()
    runtime.finish()
    if (spec.scaling_command is None) != (not sizes):
        raise PackageError(
            f"{shown(fields.path)}: runtime.scaling is {show(scaling.values)}; expected case and sizes"
        )
    return spec
