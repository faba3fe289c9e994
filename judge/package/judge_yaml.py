"""judge.yaml: what the ICPC format has no word for."""

from pathlib import Path

from judge.errors import NotFound, NotSupported, PackageError
from judge.model.base import Value
from judge.model.checker import CheckerSpec, ProgramSpec, TokensSpec
from judge.model.problem import MemorySpec, MethodSignature, ProblemKind, Scoring, Signature
from judge.model.signature import BadType, holds_tensor, parse_type
from judge.package.checker_spec import read_compare
from judge.package.fields import Fields, read_yaml, shown
from judge.sandbox.image_stages import IMAGE_NAMES, needs_of
from judge.scoring.complexity import ALIASES, LEAST_SIZES, LEAST_SPAN, MODELS

_KINDS = ("function", "class", "stdio", "interactive", "pytest")


class ScalingRule(Value):
    """The key `runtime.scaling`; `command` is a generator's, with `{n}` in it."""

    command: str
    sizes: tuple[int, ...]
    expect: str | None


class RuntimeRule(Value):
    """The key `runtime`; `cases` are patterns still."""

    cases: tuple[str, ...]
    full_at: float
    zero_at: float
    memory: MemorySpec
    scaling: ScalingRule | None


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
    runtime: RuntimeRule | None
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
    scoring = _scoring(fields)
    signature = _signature(fields, kind)
    image = fields.text("image", "a runner image, such as python") or "python"
    if _holds_tensor(signature) and not _has_torch(image):
        having = ", ".join(filter(_has_torch, IMAGE_NAMES))
        raise fields.problem(
            "image", f"one with torch ({having}), because of the signature's tensors"
        )
    read = JudgeYaml(
        kind=kind,
        signature=signature,
        image=image,
        checker=checker,
        scoring=scoring,
        runtime=_runtime(fields, scoring),
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


def _holds_tensor(signature: Signature | None) -> bool:
    methods = signature.methods.values() if signature else ()
    words = (word for each in methods for word in (*each.parameters.values(), each.returns))
    return any(holds_tensor(parse_type(word)) for word in words)


def _has_torch(image: str) -> bool:
    try:
        return "torch" in needs_of(image).preload
    except NotFound:
        return False


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


def _scoring(fields: Fields) -> Scoring:
    scoring = fields.mapping("scoring")
    correctness = scoring.number("correctness", 100.0, above=False)
    runtime = scoring.number("runtime", 0.0, above=False)
    memory = scoring.number("memory", 0.0, above=False)
    scoring.finish()
    return Scoring(correctness=correctness or 0.0, runtime=runtime or 0.0, memory=memory or 0.0)


def _runtime(fields: Fields, scoring: Scoring) -> RuntimeRule | None:
    """How runtime is measured, or None if it is not."""
    if not fields.has("runtime"):
        fields.skip("runtime")
        for key, most in (("runtime", scoring.runtime), ("memory", scoring.memory)):
            if most:
                # Points that nobody can earn would be held against every submission.
                raise fields.problem("runtime", f"the tests to measure, because {key} has points")
        return None
    runtime = fields.mapping("runtime")
    cases = runtime.texts("cases")
    if not cases:
        raise runtime.problem("cases", "patterns of tests, such as [secret/06-large]")
    full_at, zero_at = _scale(runtime, 1.5, 10.0)
    memory = _memory(runtime.mapping("memory"))
    scaling = _scaling(runtime.mapping("scaling")) if runtime.has("scaling") else None
    runtime.skip("scaling")
    runtime.finish()
    return RuntimeRule(
        cases=cases, full_at=full_at, zero_at=zero_at, memory=memory, scaling=scaling
    )


def _memory(fields: Fields) -> MemorySpec:
    default = MemorySpec()
    # At 1 or below, what figures are good to would cost the reference itself points.
    full_at, zero_at = _scale(fields, default.full_at, default.zero_at, least=1.0)
    fields.finish()
    return MemorySpec(full_at=full_at, zero_at=zero_at)


def _scale(
    fields: Fields, full_at: float, zero_at: float, *, least: float = 0.0
) -> tuple[float, float]:
    """The keys `full_at` and `zero_at`, given their defaults."""
    full_at = fields.number("full_at", full_at, least=least) or full_at
    zero_at = fields.number("zero_at", zero_at, least=full_at) or zero_at
    if zero_at <= full_at:
        raise fields.problem("zero_at", f"a number above full_at, {full_at:g}")
    return full_at, zero_at


def _scaling(fields: Fields) -> ScalingRule:
    command = fields.need_text("case", "a generator's command with {n} in it")
    if "{n}" not in command:
        raise fields.problem("case", "a generator's command with {n} in it")
    sizes = fields.raw("sizes")
    if (
        not isinstance(sizes, list)
        or not all(type(size) is int and size > 0 for size in sizes)
        or sizes != sorted(set(sizes))
        or len(sizes) < LEAST_SIZES
        or sizes[-1] < LEAST_SPAN * sizes[0]
    ):
        raise fields.problem(
            "sizes",
            f"{LEAST_SIZES} ascending whole numbers at least, the last {LEAST_SPAN:g} times the first "
            "or more",
        )
    expect = fields.text("expect", "a model, such as n log n")
    expect = ALIASES.get(expect, expect) if expect else None
    if expect is not None and expect not in MODELS:
        raise fields.problem("expect", "one of " + ", ".join(MODELS))
    fields.finish()
    return ScalingRule(command=command, sizes=tuple(sizes), expect=expect)
