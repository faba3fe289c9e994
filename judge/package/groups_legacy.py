"""Test groups as the legacy format nests, configures and grades them."""

import math
from pathlib import Path
from typing import Any

from judge.errors import NotSupported, PackageError
from judge.model.base import Value
from judge.model.checker import CheckerSpec
from judge.model.problem import TestGroup
from judge.package.case_files import CaseDefaults, case_folders, cases_in
from judge.package.checker_spec import with_flags
from judge.package.fields import Fields, read_yaml, shown
from judge.package.package import CaseSource
from judge.package.problem_yaml import Metadata, split_flags

_VERDICT_MODES = ("worst_error", "first_error", "always_accept")
_SCORE_MODES = ("sum", "avg", "min", "max")


class _Config(Value):
    """testdata.yaml of a group, joined with what it inherits."""

    on_reject: str = "break"
    grader_flags: tuple[str, ...] = ()
    validator_flags: tuple[str, ...] = ()
    input_validator_args: tuple[str, ...] | dict[str, tuple[str, ...]] = ()
    accept_score: float = 1.0
    reject_score: float = 0.0


class ReaderLegacy:
    """Reads `data/` of one package."""

    def __init__(self, root: Path, checker: CheckerSpec, metadata: Metadata) -> None:
        self._data = root / "data"
        self._checker = checker
        self._metadata = metadata

    def read(self) -> tuple[TestGroup, tuple[CaseSource, ...]]:
        """The tree of groups, and the cases in its order.

        Raises:
            PackageError: data are missing or malformed.
            NotSupported: they are graded in a way we cannot follow exactly.
        """
        above, worth = self._config(self._data, _Config())
        root = self._group("", above, worth)
        children, cases = [], []
        for name in ("sample", "secret"):
            group, found = self._tree(self._data / name, above)
            # Only the root knows this flag; it takes the secret group's result for its own.
            ignored = name == "sample" and "ignore_sample" in above.grader_flags
            children.append(group.model_copy(update={"ignored": ignored}))
            cases.extend(found)
        if not any(case.name.startswith("secret/") for case in cases):
            raise PackageError(
                f"{shown(self._data / 'secret')}: no test cases; expected at least one .in file"
            )
        if self._metadata.validator_scores and all(
            group.max_score is None for group in (root, children[1])
        ):
            raise NotSupported(
                f"{shown(self._data)}: points from the output validator without an upper bound are "
                "not supported; expected a range in data/testdata.yaml or data/secret/testdata.yaml"
            )
        return root.model_copy(update={"groups": tuple(children)}), tuple(cases)

    def _tree(self, folder: Path, above: _Config) -> tuple[TestGroup, list[CaseSource]]:
        config, worth = self._config(folder, above)
        name = str(folder.relative_to(self._data))
        flags = (*self._metadata.validator_flags, *config.validator_flags)
        where = f"{shown(folder)}: output_validator_flags"
        differs = bool(config.validator_flags)
        defaults = CaseDefaults(
            full_feedback=name.split("/")[0] == "sample",
            checker=with_flags(self._checker, flags, where) if differs else self._checker,
            differs=differs,
            input_validator_args=config.input_validator_args,
        )
        cases = cases_in(
            self._data, folder, name, defaults, {}, legacy=True, need_answers=True
        )  # fmt: skip
        below = case_folders(folder)
        if cases and below and cases[-1].name > f"{name}/{below[0].name}":
            raise NotSupported(
                f"{shown(folder)}: test cases that come after a group in the same folder "
                "are not supported"
            )
        groups = []
        for path in below:
            group, found = self._tree(path, config)
            if found:
                groups.append(group)
                cases.extend(found)
        return self._group(name, config, worth).model_copy(update={"groups": tuple(groups)}), cases

    def _group(self, name: str, config: _Config, worth: float | None) -> TestGroup:
        modes = [flag for flag in config.grader_flags if flag in _VERDICT_MODES]
        scores = [flag for flag in config.grader_flags if flag in _SCORE_MODES]
        verdict: Any = modes[-1] if modes else "worst_error"
        if "accept_if_any_accepted" in config.grader_flags:
            if verdict != "worst_error":
                raise NotSupported(
                    f"{shown(self._data / name)}: grader_flags accept_if_any_accepted with "
                    f"{verdict} is not supported"
                )
            verdict = "any_accepted"
        score: Any = scores[-1] if scores else "sum"
        on_reject: Any = config.on_reject
        return TestGroup(
            name=name,
            verdict_mode=verdict,
            score_mode=score,
            on_reject=on_reject,
            accept_score=config.accept_score,
            reject_score=config.reject_score,
            max_score=worth,
        )

    def _config(self, folder: Path, above: _Config) -> tuple[_Config, float | None]:
        """A group's configuration, and the upper end of its own range if it states one."""
        path = folder / "testdata.yaml"
        fields = read_yaml(path) if path.exists() else Fields(path, {})
        if fields.choice("grading", ("default", "custom"), "default") == "custom":
            raise NotSupported(f"{shown(path)}: grading custom: graders are not supported")
        update: dict[str, object] = {
            "on_reject": fields.choice("on_reject", ("break", "continue"), above.on_reject)
        }
        if fields.has("grader_flags"):
            update["grader_flags"] = self._grader_flags(fields)
        if fields.has("output_validator_flags"):
            update["validator_flags"] = self._validator_flags(fields)
        if fields.has("input_validator_flags"):
            update["input_validator_args"] = self._input_flags(fields)
        for key in ("accept_score", "reject_score"):
            value = fields.number(key, None, least=-math.inf)
            if value is not None:
                update[key] = value
        return above.model_copy(update=update), self._range(fields)

    def _grader_flags(self, fields: Fields) -> tuple[str, ...]:
        flags = split_flags(fields, "grader_flags")
        known = (*_VERDICT_MODES, *_SCORE_MODES, "ignore_sample", "accept_if_any_accepted")
        for flag in flags:
            if flag not in known:
                raise fields.problem("grader_flags", "of " + ", ".join(known))
        return flags

    def _validator_flags(self, fields: Fields) -> tuple[str, ...]:
        if isinstance(fields.raw("output_validator_flags"), dict):
            raise NotSupported(
                f"{shown(fields.path)}: output_validator_flags by validator name are not supported"
            )
        return split_flags(fields, "output_validator_flags")

    def _input_flags(self, fields: Fields) -> tuple[str, ...] | dict[str, tuple[str, ...]]:
        if not isinstance(fields.raw("input_validator_flags"), dict):
            return split_flags(fields, "input_validator_flags")
        named = fields.mapping("input_validator_flags")
        name = named.need_text("name", "an input validator's name")
        return {name: split_flags(named, "flags")}

    def _range(self, fields: Fields) -> float | None:
        value = fields.raw("range")
        if value is None:
            return None
        try:
            low, high = (float(part) for part in str(value).split())
        except ValueError:
            raise fields.problem("range", "two numbers, such as 0 100") from None
        if not low <= high:
            raise fields.problem("range", "two numbers, the lower one first, such as 0 100")
        return high if math.isfinite(high) else None
