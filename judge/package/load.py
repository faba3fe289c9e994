"""A package folder -> `Package`: everything that can be known without running a program."""

import re
from pathlib import Path

from judge.errors import NotSupported, PackageError
from judge.model.checker import CheckerSpec, ProgramSpec
from judge.model.problem import ProblemKind, RuntimeSpec, Scoring, TestGroup
from judge.package.case_files import rule_case
from judge.package.checker_spec import output_validator, tokens_spec, with_flags
from judge.package.examples import read_examples
from judge.package.fields import read_text, shown
from judge.package.generators import read_generators, scaling_rules
from judge.package.groups_2025 import Reader2025
from judge.package.groups_legacy import ReaderLegacy
from judge.package.judge_yaml import JudgeYaml, read_judge_yaml
from judge.package.package import CaseSource, Example, InputValidator, Package, ScalingSource
from judge.package.patterns import matches
from judge.package.problem_yaml import Metadata, read_problem_yaml
from judge.package.program import find_python_program
from judge.package.tree import check_and_digest, entries, files_below

_PROBLEM_NAME = re.compile(r"\\problemname\{([^{}]+)\}")
_PLAIN_NAME = re.compile(r"%%\s*plainproblemname:\s*(\S.*)")


def load_package(root: Path) -> Package:
    """Read and check a package folder. Nothing of it is run.

    Raises:
        PackageError: it is malformed, incomplete or contradicts itself.
        NotSupported: it is valid, but needs a part of the format that we do not judge.
    """
    if not root.is_dir():
        raise PackageError(f"{shown(root)}: no such folder; expected a problem package")
    root = root.resolve()
    digest = check_and_digest(root)
    metadata = read_problem_yaml(root)
    legacy = metadata.format == "legacy"
    judge_path = root / "judge.yaml"
    validator = _output_validator(root, metadata)
    own = read_judge_yaml(judge_path, validator) if judge_path.is_file() else None
    if own is not None and legacy:
        raise PackageError(
            f"{shown(judge_path)}: stands in a legacy package; expected "
            'problem_format_version: "2025-09" in problem.yaml'
        )
    _refuse_static_validator(root)
    checker = own.checker if own else _foreign_checker(root, metadata, validator)
    data, cases = _data(root, metadata, checker, own)
    examples = read_examples(root, legacy=legacy)
    return Package(
        root=root,
        name=root.name,
        format=metadata.format,
        digest=digest,
        own=own is not None,
        title=metadata.title or _title_of_statement(root) or root.name,
        kind=own.kind if own else ProblemKind.STDIO,
        signature=own.signature if own else None,
        image=own.image if own else "python",
        limits=metadata.limits,
        checker=checker,
        data=data,
        cases=cases,
        scoring=own.scoring if own else Scoring(correctness=_worth(data, metadata, cases)),
        runtime=_runtime(own, cases, judge_path) if own else None,
        scaling=_scaling(root, own) if own else None,
        scored=metadata.scored,
        rejected_scores=not legacy,
        hints=own.hints if own else True,
        tags=own.tags if own else (),
        difficulty=own.difficulty if own else None,
        source=own.source if own else None,
        statement=_statement(root, legacy),
        starter=_starter(root),
        included_files=_included_files(root),
        examples=examples,
        model_solution=_model_solution(root, own, examples),
        input_validators=_input_validators(root),
        generator_files=files_below(root / "generators") if own else {},
    )


def _output_validator(root: Path, metadata: Metadata) -> ProgramSpec | None:
    """The package's own output validator, if it is to be used (legacy says so by a key)."""
    legacy = metadata.format == "legacy"
    if legacy and not metadata.custom_validation:
        return None
    found = output_validator(root, legacy)
    if legacy and found is None:
        raise PackageError(
            f"{shown(root / 'problem.yaml')}: validation is custom, but there is no program in "
            "output_validators/"
        )
    return found


def _foreign_checker(root: Path, metadata: Metadata, validator: ProgramSpec | None) -> CheckerSpec:
    where = f"{shown(root / 'problem.yaml')}: validator_flags"
    if validator is not None:
        return with_flags(validator, metadata.validator_flags, where)
    return tokens_spec(metadata.validator_flags, where)


def _refuse_static_validator(root: Path) -> None:
    if entries(root / "static_validator"):
        raise NotSupported(
            f"{shown(root / 'static_validator')}: static validation is not supported"
        )


def _data(
    root: Path, metadata: Metadata, checker: CheckerSpec, own: JudgeYaml | None
) -> tuple[TestGroup, tuple[CaseSource, ...]]:
    if not (root / "data").is_dir():
        raise PackageError(f"{shown(root)}: no data/; expected data/secret/ with test cases")
    if metadata.format == "legacy":
        return ReaderLegacy(root, checker, metadata).read()
    # The format leaves generators to their author; only a package of ours relies on them.
    rules = read_generators(root) if own else {}
    need_answers = own is None or own.model_solution is None
    reader = Reader2025(
        root, checker, rules, scored=metadata.scored, need_answers=need_answers
    )  # fmt: skip
    found = reader.read()
    if rules:
        raise PackageError(
            f"{shown(root / 'generators' / 'generators.yaml')}: {next(iter(rules))} lies in no "
            "folder that holds test cases"
        )
    if need_answers and any(case.answer is None for case in found[1]):
        raise PackageError(
            f"{shown(root / 'judge.yaml')}: model_solution is missing; expected one, because "
            "generators.yaml has inputs without answers"
        )
    return found


def _runtime(own: JudgeYaml, cases: tuple[CaseSource, ...], path: Path) -> RuntimeSpec | None:
    """The tests that are measured, by name.

    Raises:
        PackageError: a pattern names none, or there is no model solution to compare with.
    """
    rule = own.runtime
    if rule is None:
        return None
    if own.model_solution is None:
        raise PackageError(
            f"{shown(path)}: model_solution is missing; expected one, because runtime compares with it"
        )
    for pattern in rule.cases:
        if not any(matches(pattern, case.name) for case in cases):
            raise PackageError(f'{shown(path)}: runtime.cases: no test matches "{pattern}"')
    named = [
        case.name for case in cases if any(matches(pattern, case.name) for pattern in rule.cases)
    ]
    return RuntimeSpec(
        cases=tuple(named), full_at=rule.full_at, zero_at=rule.zero_at, memory=rule.memory
    )


def _scaling(root: Path, own: JudgeYaml) -> ScalingSource | None:
    """The inputs of growing size, each by a command of its own."""
    rule = own.runtime.scaling if own.runtime else None
    if rule is None:
        return None
    scripts = files_below(root / "generators")
    cases = {
        size: tuple(
            rule_case(f"scaling/{size}-{number}", made, None)
            for number, made in enumerate(
                scaling_rules(root / "judge.yaml", rule.command, size, scripts), start=1
            )
        )
        for size in rule.sizes
    }
    return ScalingSource(cases_by_size=cases, expect=rule.expect)


def _worth(data: TestGroup, metadata: Metadata, cases: tuple[CaseSource, ...]) -> float:
    """What a foreign package's tests are worth, on its own scale."""
    if not metadata.scored:
        return 100.0
    return _most(data, cases) or 100.0


def _most(group: TestGroup, cases: tuple[CaseSource, ...]) -> float:
    if group.max_score is not None:
        return group.max_score
    count = sum(case.group == group.name for case in cases)
    parts = [group.accept_score] * count
    parts += [_most(child, cases) for child in group.groups if not child.ignored]
    return sum(parts) if group.score_mode == "sum" else max(parts, default=0.0)


def _statement(root: Path, legacy: bool) -> Path | None:
    """The statement, English first, Markdown before LaTeX before PDF."""
    folder = root / ("problem_statement" if legacy else "statement")
    found = [path for path in entries(folder) if path.name.startswith("problem.")]
    order = (".md", ".tex", ".pdf")
    found = [path for path in found if path.suffix in order]

    def rank(path: Path) -> tuple[bool, int, str]:
        english = path.name.split(".")[1] in ("en", "tex", "md", "pdf")
        return not english, order.index(path.suffix), path.name

    return min(found, key=rank, default=None)


def _title_of_statement(root: Path) -> str | None:
    """The title of a legacy package that has it only in its LaTeX statement."""
    statement = _statement(root, legacy=True)
    if statement is None or statement.suffix != ".tex":
        return None
    text = read_text(statement)
    found = _PLAIN_NAME.search(text) or _PROBLEM_NAME.search(text)
    return found[1].strip() if found else None


def _starter(root: Path) -> dict[str, Path]:
    """Starter code: the one file for Python, or the folder if there are several."""
    folder = root / "attachments" / "templates" / "python3"
    files = entries(folder)
    if not files:
        return {}
    return {"python3": files[0] if len(files) == 1 else folder}


def _included_files(root: Path) -> dict[str, Path]:
    folder = root / "include"
    found = {
        **files_below(folder / "default"),
        **files_below(folder / "python3"),
    }
    others = [path.name for path in entries(folder)]
    if others and not found:
        raise NotSupported(
            f"{shown(folder)}: holds files for {', '.join(others)} only, so the problem cannot be "
            "solved in python3, the supported language"
        )
    return found


def _model_solution(
    root: Path, own: JudgeYaml | None, examples: tuple[Example, ...]
) -> Example | None:
    """The example that gives answers: named in judge.yaml, or marked in submissions.yaml."""
    if own is None or own.model_solution is None:
        return next((each for each in examples if each.model_solution and each.language), None)
    found = next((each for each in examples if each.name == own.model_solution), None)
    where = f'{shown(root / "judge.yaml")}: model_solution is "{own.model_solution}"'
    if found is None:
        raise PackageError(
            f"{where}; expected an example below submissions/, such as accepted/solution.py"
        )
    if found.language is None or not found.entry:
        raise NotSupported(f"{where}, which is not a Python program; supported is Python")
    return found


def _input_validators(root: Path) -> tuple[InputValidator, ...]:
    found = []
    for folder in ("input_validators", "input_format_validators"):
        for path in entries(root / folder):
            files = files_below(path) if path.is_dir() else {path.name: path}
            try:
                entry = find_python_program(path, "input validator").entry
            except NotSupported:
                entry = None
            found.append(InputValidator(name=path.name, files=files, entry=entry))
    return tuple(found)
