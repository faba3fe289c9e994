"""What is demanded of example submissions: by their folder, submissions.yaml or a tag inside."""

import re
from pathlib import Path
from typing import Any, Literal

from judge.errors import PackageError
from judge.model.base import Value
from judge.model.verdict import Verdict
from judge.package.fields import Fields, read_yaml, show, shown
from judge.package.package import Rule
from judge.package.patterns import matches

AC, WA, TLE, RTE = Verdict.AC, Verdict.WA, Verdict.TLE, Verdict.RTE
_ANY = frozenset({AC, WA, TLE, RTE})
# MLE and OLE are our own: the format knows no verdict for memory or output.
_WORDS = {word: Verdict(word) for word in ("AC", "WA", "TLE", "RTE", "MLE", "OLE")}
_FOLDERS_2025 = {
    "accepted": ({AC}, {AC}),
    "rejected": (_ANY, {RTE, TLE, WA}),
    "wrong_answer": ({AC, WA}, {WA}),
    "time_limit_exceeded": ({AC, TLE}, {TLE}),
    "run_time_error": ({AC, RTE}, {RTE}),
    "brute_force": ({AC, RTE, TLE}, {RTE, TLE}),
}
_FOLDERS_LEGACY = {
    "accepted": ({AC}, {AC}),
    "partially_accepted": (_ANY, set()),
    "wrong_answer": ({AC, WA}, {WA}),
    "time_limit_exceeded": ({AC, WA, TLE}, {TLE}),
    "run_time_error": (_ANY, {RTE}),
}
_TAG = re.compile(rb"@EXPECTED_RESULTS@:[ \t]*([^\r\n]*)")
_TAG_WORDS = {
    "CORRECT": AC, "ACCEPTED": AC,
    "WRONG-ANSWER": WA, "NO-OUTPUT": WA,
    "TIMELIMIT": TLE, "TIME-LIMIT-EXCEEDED": TLE,
    "RUN-ERROR": RTE, "RUN-TIME-ERROR": RTE, "MEMORY-LIMIT": Verdict.MLE,
    "COMPILER-ERROR": Verdict.CE, "COMPILE-ERROR": Verdict.CE,
    "OUTPUT-LIMIT": Verdict.OLE,
}  # fmt: skip


class Entry(Value):
    """One pattern of submissions.yaml with what it says.

    Attributes:
        replaces: whether it is the bare name of a default folder and so replaces its demand.
    """

    pattern: str
    replaces: bool
    rules: tuple[Rule, ...]
    language: str | None = None
    entrypoint: str | None = None
    model_solution: bool = False


def read_submissions_yaml(root: Path) -> tuple[Entry, ...]:
    """The entries of submissions/submissions.yaml in their order; none if there is no such file.

    Raises:
        PackageError: it is malformed.
    """
    path = root / "submissions" / "submissions.yaml"
    if not path.is_file():
        return ()
    fields = read_yaml(path)
    return tuple(_entry(fields, key) for key in fields.values)


def _entry(fields: Fields, key: Any) -> Entry:
    pattern = str(key)
    if "**" in pattern or "[" in pattern:
        raise PackageError(
            f'{shown(fields.path)}: "{pattern}": ** and [ ] are not allowed in a pattern'
        )
    below = fields.mapping(key)
    default = _FOLDERS_2025.get(pattern)
    language = below.text("language", "a language code, such as python3")
    entrypoint = below.text("entrypoint", "the name of the file to run")
    model_solution = below.boolean("model_solution", False)
    below.skip("authors")
    where = f'{shown(fields.path)}: "{pattern}"'
    rules = [_rule(below, where, None, default)]
    for name, value in below.values.items():
        if isinstance(value, dict) and name != "authors":
            inner = below.mapping(name)
            rules.append(_rule(inner, f'{where}: "{name}"', str(name), None))
            inner.finish()
    below.finish()
    return Entry(
        pattern=pattern,
        replaces=default is not None,
        rules=tuple(rule for rule in rules if rule is not None),
        language=language,
        entrypoint=entrypoint,
        model_solution=model_solution,
    )


def _rule(
    fields: Fields, origin: str, cases: str | None, default: tuple[Any, Any] | None
) -> Rule | None:
    """One demand, or None if nothing is demanded."""
    permitted = _verdicts(fields, "permitted")
    required = _verdicts(fields, "required")
    score = _score(fields)
    timing = fields.raw("use_for_time_limit")
    if timing not in (None, False, "lower", "upper"):
        raise fields.problem("use_for_time_limit", "false, lower or upper")
    fields.text("message")
    if default is not None:
        permitted = permitted or frozenset(default[0])
        required = required or frozenset(default[1])
    elif permitted is None and required is None and score is None and not timing:
        return None
    if permitted is not None and required and not permitted & required:
        raise PackageError(f"{origin}: required and permitted share no verdict")
    by_default = _timing(permitted or _ANY, required or frozenset())
    return Rule(
        origin=origin,
        cases=cases,
        permitted=permitted or _ANY | {Verdict.MLE, Verdict.OLE},
        required=required or frozenset(),
        use_for_time_limit=None if timing is False else timing or by_default,
        score=score,
    )


def _timing(
    permitted: frozenset[Verdict], required: frozenset[Verdict]
) -> Literal["lower", "upper"] | None:
    """How a demand bounds the time limit if it does not say so itself."""
    if required == {TLE}:
        return "upper"
    return "lower" if TLE not in permitted else None


def _verdicts(fields: Fields, key: str) -> frozenset[Verdict] | None:
    words = fields.texts(key)
    if words is None:
        return None
    if not words or not set(words) <= set(_WORDS):
        raise fields.problem(key, "a list of " + ", ".join(_WORDS))
    return frozenset(_WORDS[word] for word in words)


def _score(fields: Fields) -> tuple[float, float] | None:
    value = fields.raw("score")
    if value is None:
        return None
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2 or not all(
        isinstance(end, int | float) and not isinstance(end, bool) for end in ends
    ):
        raise fields.problem("score", "a number, or a list of the lowest and the highest score")
    return float(ends[0]), float(ends[1])


def rules_for(
    name: str, contents: list[bytes], entries: tuple[Entry, ...], *, legacy: bool
) -> tuple[Rule, ...]:
    """Everything demanded of one example submission.

    Args:
        name: path below `submissions/`.
        contents: of its files; looked into for a tag only where nothing else demands anything.

    Raises:
        PackageError: a tag holds an unknown word.
    """
    folder = name.split("/")[0]
    relevant = [entry for entry in entries if matches(entry.pattern, name)]
    found = [rule for entry in relevant for rule in entry.rules]
    defaults = _FOLDERS_LEGACY if legacy else _FOLDERS_2025
    if folder in defaults and not any(
        entry.replaces and entry.pattern == folder for entry in relevant
    ):
        permitted, required = (frozenset(verdicts) for verdicts in defaults[folder])
        rule = Rule(
            origin=f"submissions/{folder}/",
            permitted=permitted,
            required=required,
            use_for_time_limit=_timing(permitted, required),
            below_full_score=folder == "partially_accepted",
        )
        # A demand that names verdicts the format does not know speaks instead of the folder, which
        # could not have permitted them.
        own = [each for each in found if each.cases is None and each.permitted - _ANY]
        if not own:
            found.insert(0, rule)
    elif not found:
        found = [rule for content in contents for rule in _tagged(name, content)]
    return tuple(found)


def _tagged(name: str, content: bytes) -> list[Rule]:
    """The demand of DOMjudge's tag in a source file: one of these verdicts as a whole."""
    tag = _TAG.search(content)
    if tag is None:
        return []
    words = [
        word.strip().upper().replace("_", "-")
        for word in tag[1].decode("utf-8", "replace").split(",")
    ]
    unknown = [word for word in words if word not in _TAG_WORDS]
    if unknown:
        raise PackageError(
            f"submissions/{name}: @EXPECTED_RESULTS@ holds {show(unknown[0])}; "
            f"expected of {', '.join(_TAG_WORDS)}"
        )
    verdicts = frozenset(_TAG_WORDS[word] for word in words)
    required = frozenset() if AC in verdicts else verdicts
    permitted = verdicts | {AC}
    return [
        Rule(
            origin=f"submissions/{name}: @EXPECTED_RESULTS@",
            permitted=permitted,
            required=required,
            use_for_time_limit=_timing(permitted, required),
        )
    ]
