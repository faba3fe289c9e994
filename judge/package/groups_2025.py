"""Test groups as the 2025-09 format arranges and scores them."""

from pathlib import Path
from typing import Any

from judge.errors import NotSupported, PackageError
from judge.model.base import Value
from judge.model.checker import CheckerSpec
from judge.model.problem import TestGroup
from judge.package.case_files import CaseDefaults, case_folders, cases_in, read_defaults
from judge.package.fields import Fields, read_yaml, shown
from judge.package.package import CaseSource

_CONFIG = "test_group.yaml"
_SCORING_KEYS = ("max_score", "score_aggregation", "require_pass")


class _Config(Value):
    """test_group.yaml of one group, or of `sample` or `secret`."""

    path: Path
    cases: CaseDefaults
    max_score: float | None
    aggregation: str
    require_pass: tuple[str, ...]


class Reader2025:
    """Reads `data/` of one package."""

    def __init__(
        self, root: Path, checker: CheckerSpec, rules: dict[str, CaseSource], *, scored: bool,
        need_answers: bool,
    ) -> None:  # fmt: skip
        self._data = root / "data"
        self._checker = checker
        self._rules = rules
        self._scored = scored
        self._need_answers = need_answers

    def read(self) -> tuple[TestGroup, tuple[CaseSource, ...]]:
        """The tree of groups, and the cases in its order.

        Raises:
            PackageError: data are missing, mixed or scored in a way the format does not allow.
        """
        sample, sample_cases = self._sample()
        secret, secret_cases = self._secret()
        # A failed sample spoils the verdict of a scoring problem, but the other groups still score.
        tree = TestGroup(
            name="", groups=(sample, secret), on_reject="continue" if self._scored else "break"
        )
        return tree, (*sample_cases, *secret_cases)

    def _sample(self) -> tuple[TestGroup, list[CaseSource]]:
        folder = self._data / "sample"
        config = self._config(folder, "sample", full_feedback=True)
        for below in _folders_below(folder):
            if (below / _CONFIG).exists():
                raise PackageError(f"{shown(below / _CONFIG)}: the samples cannot hold test groups")
        cases = self._cases(folder, "sample", config.cases)
        if not self._scored:
            return TestGroup(name="sample"), cases
        return TestGroup(
            name="sample", on_reject="continue", accept_score=0.0, max_score=0.0
        ), cases  # fmt: skip

    def _secret(self) -> tuple[TestGroup, list[CaseSource]]:
        folder = self._data / "secret"
        config = self._config(folder, "secret", full_feedback=False)
        groups = [path for path in case_folders(folder) if (path / _CONFIG).exists()]
        if not groups:
            cases = self._cases(folder, "secret", config.cases)
            if not cases:
                raise PackageError(
                    f"{shown(folder)}: no test cases; expected at least one .in file"
                )
            return self._group("secret", config, len(cases)), cases
        self._refuse_loose_cases(folder)
        inner = [self._inner(folder, path, config) for path in groups]
        self._check_requirements(
            {path.name: found for path, found in zip(groups, inner, strict=True)}
        )
        secret = self._group("secret", config, 0)
        self._check_worth(folder, config, [group for _, group, _ in inner])
        children = tuple(self._weigh(secret, config, group) for _, group, _ in inner)
        return (
            secret.model_copy(update={"groups": children}),
            [case for _, _, cases in inner for case in cases],
        )

    def _inner(
        self, secret: Path, folder: Path, above: _Config
    ) -> tuple[_Config, TestGroup, list[CaseSource]]:
        name = f"secret/{folder.name}"
        for below in _folders_below(folder):
            if (below / _CONFIG).exists():
                raise PackageError(f"{shown(below / _CONFIG)}: a test group inside a test group")
        config = self._config(folder, name, full_feedback=False)
        cases = self._cases(folder, name, config.cases)
        if not cases:
            raise PackageError(f"{shown(folder)}: a test group without test cases")
        if self._scored and config.max_score is None:
            raise PackageError(
                f"{shown(config.path)}: max_score is missing; expected the points of the group, "
                f"because secret is worth {above.max_score:g}"
            )
        return config, self._group(name, config, len(cases)), cases

    def _refuse_loose_cases(self, folder: Path) -> None:
        loose = [path.name for path in folder.iterdir() if path.suffix == ".in"]
        loose += [name for name in self._rules if name.rpartition("/")[0] == "secret"]
        if loose:
            raise PackageError(
                f"{shown(folder)}: {loose[0]} stands beside test groups; move it into one"
            )
        for path in case_folders(folder):
            if not (path / _CONFIG).exists():
                raise PackageError(f"{shown(path)}: no {_CONFIG}, although other folders have one")

    def _cases(self, folder: Path, group: str, defaults: CaseDefaults) -> list[CaseSource]:
        """All cases below a folder: folders without a configuration only sort files."""
        folders = {folder, *_folders_below(folder)}
        prefix = str(folder.relative_to(self._data))
        for name in self._rules:
            if name.startswith(f"{prefix}/"):
                folders.add((self._data / name).parent)
        found = [
            case
            for each in folders
            for case in cases_in(
                self._data, each, group, defaults, self._rules, legacy=False,
                need_answers=self._need_answers,
            )
        ]  # fmt: skip
        return sorted(found, key=lambda case: case.name)

    def _config(self, folder: Path, name: str, *, full_feedback: bool) -> _Config:
        path = folder / _CONFIG
        fields = read_yaml(path) if path.exists() else Fields(path, {})
        for key in ("static_validation_score", "static_validator_args"):
            if fields.has(key):
                raise NotSupported(f"{shown(path)}: {key}: static validation is not supported")
        allowed = self._scored and name != "sample"
        for key in _SCORING_KEYS:
            if key in fields.values and not allowed:
                reason = "the samples" if name == "sample" else "a pass-fail problem"
                raise PackageError(f"{shown(path)}: {key} is not allowed for {reason}")
        at_top = name == "secret"
        config = _Config(
            path=path,
            cases=read_defaults(
                fields, CaseDefaults(full_feedback=full_feedback, checker=self._checker)
            ),
            max_score=self._max_score(fields, 100.0 if at_top else None),
            aggregation=fields.choice(
                "score_aggregation", ("pass-fail", "sum", "min"), "sum" if at_top else "pass-fail"
            ),
            require_pass=fields.texts("require_pass", or_one=True) or (),
        )
        fields.finish()
        return config

    def _max_score(self, fields: Fields, default: float | None) -> float | None:
        value: Any = fields.raw("max_score")
        if value == "unbounded":
            raise NotSupported(f"{shown(fields.path)}: max_score unbounded is not supported")
        whole = fields.whole("max_score", None, "points, or unbounded", least=0)
        return default if whole is None else float(whole)

    def _group(self, name: str, config: _Config, case_count: int) -> TestGroup:
        if not self._scored:
            return TestGroup(name=name)
        worth = config.max_score or 0.0
        by_sum = config.aggregation == "sum"
        return TestGroup(
            name=name,
            score_mode="sum" if by_sum else "min",
            on_reject="continue" if by_sum else "break",
            require_pass=config.require_pass,
            accept_score=worth / case_count if by_sum and case_count else worth,
            max_score=worth,
        )

    def _weigh(self, secret: TestGroup, config: _Config, group: TestGroup) -> TestGroup:
        """Give a group its part where `secret` as a whole is passed or failed."""
        if not self._scored or config.aggregation != "pass-fail":
            return group
        return group.model_copy(
            update={"accept_score": secret.max_score, "max_score": secret.max_score}
        )

    def _check_worth(self, folder: Path, config: _Config, groups: list[TestGroup]) -> None:
        total = sum(group.max_score or 0.0 for group in groups)
        if self._scored and config.aggregation == "sum" and total > (config.max_score or 0.0):
            raise PackageError(
                f"{shown(folder)}: the groups' max_score come to {total:g}; expected at most "
                f"{config.max_score:g}, which is what secret is worth"
            )

    def _check_requirements(
        self, inner: dict[str, tuple[_Config, TestGroup, list[CaseSource]]]
    ) -> None:
        """`require_pass` may name `sample` and earlier groups that are passed or failed."""
        earlier: dict[str, str] = {"sample": "pass-fail"}
        for config, group, _ in inner.values():
            for name in config.require_pass:
                if earlier.get(name) != "pass-fail":
                    raise PackageError(
                        f'{shown(config.path)}: require_pass names "{name}"; expected sample or '
                        "an earlier group with score_aggregation pass-fail, such as secret/01-small"
                    )
            earlier[group.name] = config.aggregation


def _folders_below(folder: Path) -> list[Path]:
    return [path for child in case_folders(folder) for path in (child, *_folders_below(child))]
