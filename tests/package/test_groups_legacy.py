"""Test data as the legacy format nests, configures and grades them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import NotSupported, PackageError
from judge.model.checker import ProgramSpec, TokensSpec
from judge.package.load import load_package

MakePackage = Callable[..., Path]
SCORING = "name: A\ntype: scoring\nlimits: {time_limit: 1}\n"


def nested(**configs: str) -> dict[str, str | None]:
    """A scoring package with a group in a group; configurations by a path with `_` for `/`."""
    files: dict[str, str | None] = {
        "problem.yaml": SCORING,
        "data/secret/1.in": None,
        "data/secret/1.ans": None,
    }
    for name in ("a/x", "a/y", "b"):
        files[f"data/secret/{name}/1.in"] = "1\n"
        files[f"data/secret/{name}/1.ans"] = "2\n"
    for name, text in configs.items():
        path = name.replace("_", "/")
        files[f"data/{path}/testdata.yaml".replace("//", "/")] = text
    return files


def test_what_a_group_does_not_say_is_inherited_from_the_nearest_above(
    make_package: MakePackage,
) -> None:
    files = nested(
        secret="on_reject: continue\naccept_score: 5\ngrader_flags: min\n",
        secret_a="accept_score: 7\noutput_validator_flags: case_sensitive\n",
        secret_a_y="grader_flags: first_error max\n",
    )
    package = load_package(make_package("legacy", files))
    secret = package.data.groups[1]
    first, last = secret.groups
    x, y = first.groups
    assert [group.name for group in (first, last, x, y)] == [
        "secret/a", "secret/b", "secret/a/x", "secret/a/y"
    ]  # fmt: skip
    assert (x.on_reject, x.accept_score, x.score_mode, x.verdict_mode) == (
        "continue", 7, "min", "worst_error"
    )  # fmt: skip
    assert (y.accept_score, y.score_mode, y.verdict_mode) == (7, "max", "first_error")
    assert (last.accept_score, last.score_mode) == (5, "min")
    checkers = {case.name: case.checker for case in package.cases}
    assert checkers["secret/a/x/1"] == TokensSpec(case_sensitive=True)
    assert checkers["secret/b/1"] is None


def test_a_range_bounds_the_group_that_states_it_and_no_other(make_package: MakePackage) -> None:
    files = nested(
        secret_a="range: 0 20\naccept_score: 20\ngrader_flags: min\n", secret_b="range: -inf +inf\n"
    )
    package = load_package(make_package("legacy", files))
    first, last = package.data.groups[1].groups
    assert first.max_score == 20
    assert [group.max_score for group in first.groups] == [None, None]
    assert last.max_score is None
    assert package.scoring.correctness == 22  # the sample, 20 of a, and one test of b


def test_the_root_may_ignore_the_sample(make_package: MakePackage) -> None:
    files = {"data/testdata.yaml": "grader_flags: ignore_sample\n"}
    sample, secret = load_package(make_package("legacy", files)).data.groups
    assert sample.ignored
    assert not secret.ignored


def test_the_defaults_are_the_formats(make_package: MakePackage) -> None:
    secret = load_package(make_package("legacy")).data.groups[1]
    assert (secret.on_reject, secret.verdict_mode, secret.score_mode) == (
        "break",
        "worst_error",
        "sum",
    )
    assert (secret.accept_score, secret.reject_score) == (1, 0)


def test_validator_flags_of_the_problem_and_of_the_group_are_joined(
    make_package: MakePackage,
) -> None:
    files = {
        "problem.yaml": "validation: custom\nvalidator_flags: --strict 'a b'\nlimits: {time_limit: 1}\n",
        "output_validators/check/check.py": "raise SystemExit(42)\n",
        "data/secret/testdata.yaml": "output_validator_flags: --more\n",
    }
    package = load_package(make_package("legacy", files))
    assert isinstance(package.checker, ProgramSpec)
    assert package.checker.args == ("--strict", "a b")
    checker = package.cases[1].checker
    assert isinstance(checker, ProgramSpec)
    assert checker.args == ("--strict", "a b", "--more")


def test_the_default_validator_takes_the_problems_flags(make_package: MakePackage) -> None:
    files = {
        "problem.yaml": "validator_flags: float_relative_tolerance 1e-4\nlimits: {time_limit: 1}\n"
    }
    checker = load_package(make_package("legacy", files)).checker
    assert checker == TokensSpec(float_relative_tolerance=1e-4)


def test_a_hint_beside_a_case_belongs_to_it(make_package: MakePackage) -> None:
    cases = load_package(make_package("legacy", {"data/secret/1.hint": "Think.\n"})).cases
    assert cases[1].hint == "Think."


def test_unknown_keys_of_old_packages_do_no_harm(make_package: MakePackage) -> None:
    files = {"problem.yaml": "name: A\nlibreoj: 3\nlimits: {time_limit: 1, threads: 4}\n"}
    assert load_package(make_package("legacy", files)).title == "A"


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (
            nested(secret="grader_flags: median\n"),
            'grader_flags is "median"; expected of worst_error',
        ),
        (
            nested(secret="on_reject: stop\n"),
            'on_reject is "stop"; expected one of break, continue',
        ),
        (nested(secret="range: 5\n"), "range is 5; expected two numbers"),
        (nested(secret="range: 5 1\n"), "the lower one first"),
        (nested(secret="accept_score: high\n"), 'accept_score is "high"; expected a number'),
        (nested(secret='grader_flags: "\'"\n'), "expected flags with every quote closed"),
        ({"problem.yaml": "validation: custom\n"}, "no program in output_validators/"),
        ({"problem.yaml": "validation: hard\n"}, "validation is"),
        ({"problem.yaml": "validation: custom score\n"}, "score only where type is scoring"),
        ({"data/secret/1.ans": None}, "no 1.ans beside it"),
        ({"data/secret/1.in": None, "data/secret/1.ans": None}, "no test cases"),
    ],
)
def test_malformed_data_are_refused(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(PackageError) as raised:
        load_package(make_package("legacy", files))
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (nested(secret_a="grading: custom\n"), "graders are not supported"),
        (nested(secret="output_validator_flags: {name: a, flags: b}\n"), "by validator name"),
        (
            nested(secret="grader_flags: always_accept accept_if_any_accepted\n"),
            "with always_accept",
        ),
        (
            {"data/secret/0/1.in": "1\n", "data/secret/0/1.ans": "2\n"},
            "test cases that come after a group in the same folder",
        ),
        (
            {
                "problem.yaml": SCORING + "validation: custom score\n",
                "output_validators/v.py": "",
            },
            "without an upper bound",
        ),
        ({"problem.yaml": SCORING + "grading: {on_reject: grade}\n"}, "grading.on_reject"),
    ],
)
def test_what_cannot_be_followed_is_refused_by_name(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(NotSupported) as raised:
        load_package(make_package("legacy", files))
    assert complaint in str(raised.value)
