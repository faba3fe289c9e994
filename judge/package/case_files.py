"""The files of test cases: which case a file belongs to, and what it says of the case."""

from pathlib import Path

from judge.errors import NotSupported, PackageError
from judge.model.base import Value
from judge.model.checker import CheckerSpec
from judge.package.checker_spec import with_flags
from judge.package.fields import Fields, read_text, read_yaml, shown
from judge.package.package import CaseSource, GeneratorRule, LiteralData
from judge.package.tree import entries, files_below

_SHOWN_INSTEAD = (
    ".in.statement", ".ans.statement", ".in.download", ".ans.download", ".out",
)  # fmt: skip


class CaseDefaults(Value):
    """What a group says of each of its cases, unless a case says otherwise.

    Attributes:
        checker: the problem's checker, or the group's where it gives arguments.
        differs: whether `checker` is another than the problem's.
    """

    full_feedback: bool
    checker: CheckerSpec
    differs: bool = False
    args: tuple[str, ...] = ()
    input_validator_args: tuple[str, ...] | dict[str, tuple[str, ...]] = ()


def read_defaults(fields: Fields, above: CaseDefaults) -> CaseDefaults:
    """The keys that test_group.yaml and a test's own yaml share, over what stands above them."""
    update: dict[str, object] = {}
    flags = fields.texts("output_validator_args")
    if flags is not None:
        where = f"{shown(fields.path)}: output_validator_args"
        update = {"checker": with_flags(above.checker, flags, where), "differs": True}
    args = fields.texts("args")
    if args is not None:
        update["args"] = args
    if fields.has("input_validator_args"):
        update["input_validator_args"] = _input_validator_args(fields)
    update["full_feedback"] = fields.boolean("full_feedback", above.full_feedback)
    fields.skip("input_visualizer_args", "output_visualizer_args")
    return above.model_copy(update=update)


def _input_validator_args(fields: Fields) -> tuple[str, ...] | dict[str, tuple[str, ...]]:
    value = fields.raw("input_validator_args")
    if not isinstance(value, dict):
        return fields.texts("input_validator_args") or ()
    named = fields.mapping("input_validator_args")
    return {str(name): named.texts(name) or () for name in value}


def case_folders(folder: Path) -> list[Path]:
    """Folders below one of `data/` that hold further cases, not a case's own files."""
    return [path for path in entries(folder) if path.is_dir() and path.suffix != ".files"]


def cases_in(
    data: Path,
    folder: Path,
    group: str,
    defaults: CaseDefaults,
    rules: dict[str, CaseSource],
    *,
    legacy: bool,
    need_answers: bool,
) -> list[CaseSource]:
    """The cases directly in a folder, on disk and by rule, in order of their names.

    Args:
        rules: cases of `generators.yaml` by full name; those in this folder are taken from it.

    Raises:
        PackageError: a case is incomplete, given twice, or clashes with a folder.
    """
    names = [path.name for path in entries(folder)]
    prefix = str(folder.relative_to(data))
    found: dict[str, CaseSource] = {}
    for name in names:
        if not name.endswith(".in"):
            continue
        base = name.removesuffix(".in")
        if f"{base}.ans" not in names and need_answers:
            raise PackageError(
                f"{shown(folder / name)}: no {base}.ans beside it; expected its answer"
            )
        if base in names and (folder / base).is_dir():
            raise PackageError(f"{shown(folder / base)}: a folder with the name of a test case")
        found[base] = _case(folder, base, f"{prefix}/{base}", group, defaults, names, legacy)
    _refuse_strays(folder, names, set(found), legacy)
    for full_name in [name for name in rules if name.rpartition("/")[0] == prefix]:
        base = full_name.rpartition("/")[2]
        if base in found:
            raise PackageError(
                f"{shown(folder / base)}.in: also a rule of generators.yaml; keep one of them"
            )
        rule = rules.pop(full_name)
        found[base] = rule.model_copy(
            update={"group": group, **_shared(defaults), "args": defaults.args}
        )
    return [found[base] for base in sorted(found)]


def _shared(defaults: CaseDefaults) -> dict[str, object]:
    return {
        "full_feedback": defaults.full_feedback,
        "checker": defaults.checker if defaults.differs else None,
        "input_validator_args": defaults.input_validator_args,
    }


def _case(
    folder: Path, base: str, name: str, group: str, defaults: CaseDefaults, names: list[str],
    legacy: bool,
) -> CaseSource:  # fmt: skip
    hint = description = None
    if legacy:
        hint = read_text(folder / f"{base}.hint").strip() if f"{base}.hint" in names else None
    elif f"{base}.yaml" in names:
        fields = read_yaml(folder / f"{base}.yaml")
        defaults = read_defaults(fields, defaults)
        hint, description = fields.text("hint"), fields.text("description")
        fields.finish()
    files = files_below(folder / f"{base}.files") if not legacy else {}
    return CaseSource(
        name=name,
        group=group,
        input=folder / f"{base}.in",
        answer=folder / f"{base}.ans" if f"{base}.ans" in names else None,
        full_feedback=defaults.full_feedback,
        args=defaults.args,
        files=files,
        checker=defaults.checker if defaults.differs else None,
        input_validator_args=defaults.input_validator_args,
        hint=hint,
        description=description,
    )


def _refuse_strays(folder: Path, names: list[str], cases: set[str], legacy: bool) -> None:
    """Refuse answers without an input, and what changes the way a test is shown."""
    for name in names:
        base = name.removesuffix(".ans")
        if base != name and base not in cases:
            raise PackageError(
                f"{shown(folder / name)}: no {base}.in beside it; expected its input"
            )
        if name.endswith(_SHOWN_INSTEAD) and not legacy:
            raise NotSupported(
                f"{shown(folder / name)}: files shown instead of a test's own are not supported"
            )


def rule_case(
    name: str, made: GeneratorRule | LiteralData, answer: LiteralData | None
) -> CaseSource:
    """A case of generators.yaml; its group's defaults are filled in where the group is read."""
    return CaseSource(name=name, group="", input=made, answer=answer, full_feedback=False)
