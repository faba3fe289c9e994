"""problem.yaml in both versions of the format."""

import shlex
from decimal import Decimal
from pathlib import Path
from typing import Literal

from judge.errors import NotSupported, PackageError
from judge.model.base import Value
from judge.model.limits import MIB
from judge.package.fields import Fields, read_yaml, show, shown
from judge.package.package import PackageLimits

_LICENSES = (
    "unknown", "public domain", "cc0", "cc by", "cc by-sa", "educational", "permission",
)  # fmt: skip
_TYPES = ("pass-fail", "scoring", "interactive", "multi-pass", "submit-answer")
_REFUSED_TYPES = ("interactive", "multi-pass", "submit-answer")


class Metadata(Value):
    """What problem.yaml says of judging.

    Attributes:
        title: None if only the statement or the folder's name tells it (legacy).
        custom_validation: whether an output validator must be there; None if its presence decides.
        validator_scores: whether the output validator gives the points of a test.
        validator_flags: arguments for the output validator of all tests (legacy).
    """

    format: Literal["legacy", "2025-09"]
    title: str | None
    scored: bool
    limits: PackageLimits
    custom_validation: bool | None = None
    validator_scores: bool = False
    validator_flags: tuple[str, ...] = ()


def read_problem_yaml(root: Path) -> Metadata:
    """Read and check problem.yaml.

    Raises:
        PackageError: it is missing or malformed; NotSupported for what we do not judge.
    """
    path = root / "problem.yaml"
    if not path.is_file():
        raise PackageError(
            f"{shown(root)}: no problem.yaml; expected a problem package with one at its top"
        )
    fields = read_yaml(path)
    version = fields.choice(
        "problem_format_version",
        ("legacy", "legacy-icpc", "2025-09", "draft", "2023-07", "2023-07-draft", "2025-09-draft"),
        "legacy",
    )
    if version == "2025-09":
        return _read_2025(fields)
    if version.startswith("legacy"):
        return _read_legacy(fields)
    raise NotSupported(
        f'{shown(path)}: problem_format_version "{version}" is not supported; '
        "supported are legacy and 2025-09"
    )


def _read_2025(fields: Fields) -> Metadata:
    """Every key of the specification, nothing else."""
    fields.skip("version", "credits", "source", "rights_owner", "embargo_until", "keywords")
    fields.skip("allow_file_writing")
    fields.need_text("uuid", "a UUID, such as one printed by uuidgen")
    fields.choice("license", _LICENSES, "unknown")
    types = fields.texts("type", or_one=True) or ("pass-fail",)
    for word in types:
        if word not in _TYPES:
            raise fields.problem("type", "of " + ", ".join(_TYPES))
        if word in _REFUSED_TYPES:
            raise NotSupported(f'{shown(fields.path)}: type "{word}" is not supported yet')
    if "scoring" in types and "pass-fail" in types:
        raise fields.problem("type", "pass-fail or scoring, not both")
    _refuse_languages(fields)
    if fields.raw("constants"):
        raise NotSupported(f"{shown(fields.path)}: constants are not supported yet")
    title = _title_2025(fields)
    limits = _limits_2025(fields.mapping("limits"))
    fields.finish()
    return Metadata(format="2025-09", title=title, scored="scoring" in types, limits=limits)


def _title_2025(fields: Fields) -> str:
    value = fields.raw("name")
    if isinstance(value, dict) and value and all(
        isinstance(text, str) and text.strip() for text in value.values()
    ):  # fmt: skip
        return str(value.get("en") or next(iter(value.values())))
    if isinstance(value, str) and value.strip():
        return value
    raise fields.problem("name", "the title, or a mapping of titles such as {en: Two Sum}")


def _refuse_languages(fields: Fields) -> None:
    languages = fields.texts("languages", or_one=True) or ("all",)
    if not {"all", "python3", "python3numpy"} & set(languages):
        raise NotSupported(
            f"{shown(fields.path)}: languages is {show(list(languages))}; only python3 is supported"
        )


def _limits_2025(limits: Fields) -> PackageLimits:
    multipliers = limits.mapping("time_multipliers")
    to_limit = multipliers.number("ac_to_time_limit", 2.0, least=1.0, above=False)
    to_tle = multipliers.number("time_limit_to_tle", 1.5, least=1.0, above=False)
    multipliers.finish()
    limit = _seconds(limits, "time_limit")
    resolution = _seconds(limits, "time_resolution") or Decimal(1)
    if limit is not None and limit % resolution != 0:
        raise limits.problem(
            "time_limit", f"a multiple of limits.time_resolution, which is {resolution}"
        )
    limits.skip("validation_passes")
    common = _common_limits(limits)
    limits.finish()
    return common.model_copy(
        update={
            "time_limit_ms": None if limit is None else _milliseconds(limits, "time_limit", limit),
            "time_resolution_ms": _milliseconds(limits, "time_resolution", resolution),
            "ac_to_time_limit": to_limit,
            "time_limit_to_tle": to_tle,
        }
    )


def _seconds(limits: Fields, key: str) -> Decimal | None:
    """Seconds as they are written: 0.1 is a tenth, so that multiples are exact."""
    value = limits.number(key, None, expected="seconds as a number, such as 2.0")
    return None if value is None else Decimal(str(value))


def _milliseconds(limits: Fields, key: str, seconds: Decimal) -> int:
    if seconds * 1000 != int(seconds * 1000):
        raise limits.problem(key, "seconds with at most three decimals, such as 0.25")
    return int(seconds * 1000)


def _common_limits(limits: Fields) -> PackageLimits:
    """The limits that both versions write in the same way."""
    limits.whole("validation_time", None, "seconds")
    limits.whole("validation_memory", None, "MiB")
    limits.whole("validation_output", None, "MiB")
    return PackageLimits(
        memory_bytes=(limits.whole("memory", 2048, "MiB", least=16) or 0) * MIB,
        output_bytes=(limits.whole("output", 8, "MiB") or 0) * MIB,
        code_bytes=(limits.whole("code", 128, "KiB") or 0) * 1024,
        compilation_time_ms=(limits.whole("compilation_time", 10, "seconds") or 0) * 1000,
        compilation_memory_bytes=(
            (limits.whole("compilation_memory", 512, "MiB", least=16) or 0) * MIB
        ),
    )


def _read_legacy(fields: Fields) -> Metadata:
    """The keys that matter; others are let pass, because old packages hold many of their own."""
    kind = fields.choice("type", ("pass-fail", "scoring"), "pass-fail")
    validation = (fields.text("validation") or "default").split()
    if validation[0] not in ("default", "custom") or set(validation[1:]) - {"score", "interactive"}:
        raise fields.problem("validation", "default, or custom [score] [interactive]")
    if validation[0] == "default" and validation[1:]:
        raise fields.problem("validation", "nothing after default")
    if "interactive" in validation:
        raise NotSupported(f"{shown(fields.path)}: interactive validation is not supported yet")
    scores = "score" in validation
    if scores and kind != "scoring":
        raise fields.problem("validation", "score only where type is scoring")
    grading = fields.mapping("grading")
    if grading.choice("objective", ("max", "min"), "max") == "min":
        raise NotSupported(f"{shown(fields.path)}: grading.objective min is not supported")
    for key in ("on_reject", "accept_score", "reject_score", "range"):
        if grading.has(key):
            raise NotSupported(
                f"{shown(fields.path)}: grading.{key} is not supported; write it in data/testdata.yaml"
            )
    return Metadata(
        format="legacy",
        title=_title_legacy(fields),
        scored=kind == "scoring",
        limits=_limits_legacy(fields.mapping("limits")),
        custom_validation=validation[0] == "custom",
        validator_scores=scores,
        validator_flags=split_flags(fields, "validator_flags"),
    )


def _title_legacy(fields: Fields) -> str | None:
    value = fields.raw("name")
    if isinstance(value, dict):  # seen in packages that follow a draft half-way
        texts = [text for text in value.values() if isinstance(text, str) and text.strip()]
        return value["en"] if value.get("en") in texts else next(iter(texts), None)
    return fields.text("name", "the title")


def _limits_legacy(limits: Fields) -> PackageLimits:
    """`time_limit` is no key of the specification, but several tools write and honour it."""
    limit = _seconds(limits, "time_limit")
    multiplier = limits.number("time_multiplier", 5.0, least=1.0, above=False)
    margin = limits.number("time_safety_margin", 2.0, least=1.0, above=False)
    return _common_limits(limits).model_copy(
        update={
            "time_limit_ms": None if limit is None else _milliseconds(limits, "time_limit", limit),
            "ac_to_time_limit": multiplier,
            "time_limit_to_tle": margin,
        }
    )


def split_flags(fields: Fields, key: str) -> tuple[str, ...]:
    """A string of flags, split into words as a shell would.

    Raises:
        PackageError: it is not a string, or a quote is not closed.
    """
    value = fields.raw(key)
    if value is None:
        return ()
    if not isinstance(value, str):
        raise fields.problem(key, "a string of flags")
    try:
        return tuple(shlex.split(value))
    except ValueError:
        raise fields.problem(key, "flags with every quote closed") from None
