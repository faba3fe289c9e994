"""Test data as the 2025-09 format arranges and scores them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import NotSupported, PackageError
from judge.model.checker import ProgramSpec, TokensSpec
from judge.package.load import load_package

MakePackage = Callable[..., Path]
SCORING = 'problem_format_version: "2025-09"\nname: A\nuuid: "1"\ntype: scoring\nlimits: {time_limit: 1}\n'
GROUP = "data/secret/a/test_group.yaml"


def scoring(**groups: str) -> dict[str, str | None]:
    """A scoring package with these groups, each with two cases."""
    files: dict[str, str | None] = {
        "problem.yaml": SCORING, "data/secret/1.in": None, "data/secret/1.ans": None
    }  # fmt: skip
    for name, config in groups.items():
        files[f"data/secret/{name}/test_group.yaml"] = config
        for case in ("1", "2"):
            files[f"data/secret/{name}/{case}.in"] = "1\n"
            files[f"data/secret/{name}/{case}.ans"] = "2\n"
    return files


def test_a_pass_fail_problem_stops_at_the_first_rejection(make_package: MakePackage) -> None:
    package = load_package(make_package("foreign"))
    assert not package.scored
    assert package.data.on_reject == "break"
    assert [group.name for group in package.data.groups] == ["sample", "secret"]
    assert package.data.groups[1].on_reject == "break"


def test_folders_without_configuration_only_sort_the_cases(make_package: MakePackage) -> None:
    root = make_package("foreign", {"data/secret/0/x.in": "1\n", "data/secret/0/x.ans": "2\n"})
    package = load_package(root)
    assert [(case.name, case.group) for case in package.cases] == [
        ("sample/1", "sample"),
        ("secret/0/x", "secret"),
        ("secret/1", "secret"),
    ]


def test_groups_are_worth_their_max_score(make_package: MakePackage) -> None:
    files = scoring(
        a="max_score: 30\n",
        b="max_score: 30\nscore_aggregation: sum\n",
        c="max_score: 40\nscore_aggregation: min\n",
    )
    package = load_package(make_package("foreign", files))
    assert package.scored
    by_name = {group.name: group for group in package.data.groups[1].groups}
    passed, summed, least = (by_name[f"secret/{name}"] for name in "abc")
    assert (passed.score_mode, passed.accept_score, passed.max_score) == ("min", 30, 30)
    assert passed.on_reject == "break"
    assert (summed.score_mode, summed.accept_score, summed.max_score) == ("sum", 15, 30)
    assert summed.on_reject == "continue"
    assert (least.score_mode, least.accept_score, least.max_score) == ("min", 40, 40)
    assert package.data.groups[1].max_score == 100
    assert package.scoring.correctness == 100


def test_samples_of_a_scoring_problem_earn_nothing(make_package: MakePackage) -> None:
    sample = load_package(make_package("foreign", scoring(a="max_score: 100\n"))).data.groups[0]
    assert (sample.accept_score, sample.max_score) == (0, 0)


def test_a_secret_that_is_passed_or_failed_as_a_whole_earns_all_or_nothing(
    make_package: MakePackage,
) -> None:
    files = scoring(a="max_score: 1\n", b="max_score: 1\n")
    files["data/secret/test_group.yaml"] = "max_score: 50\nscore_aggregation: pass-fail\n"
    secret = load_package(make_package("foreign", files)).data.groups[1]
    assert (secret.score_mode, secret.max_score) == ("min", 50)
    assert [group.accept_score for group in secret.groups] == [50, 50]


def test_cases_directly_in_secret_share_its_points(make_package: MakePackage) -> None:
    files = {"problem.yaml": SCORING, "data/secret/2.in": "1\n", "data/secret/2.ans": "2\n"}
    secret = load_package(make_package("foreign", files)).data.groups[1]
    assert (secret.accept_score, secret.max_score) == (50, 100)


def test_a_group_may_ask_for_the_sample_or_an_earlier_group(make_package: MakePackage) -> None:
    files = scoring(
        a="max_score: 50\nrequire_pass: sample\n",
        b="max_score: 50\nrequire_pass: [sample, secret/a]\n",
    )
    groups = load_package(make_package("foreign", files)).data.groups[1].groups
    assert [group.require_pass for group in groups] == [("sample",), ("sample", "secret/a")]


def test_a_case_may_say_more_of_itself_than_its_group(make_package: MakePackage) -> None:
    root = make_package(
        "foreign",
        {
            "data/secret/test_group.yaml": "args: [slow]\noutput_validator_args: [case_sensitive]\n",
            "data/secret/1.yaml": "hint: think\ndescription: why\nfull_feedback: true\nargs: [fast]\n",
            "data/secret/2.in": "1\n",
            "data/secret/2.ans": "2\n",
            "data/secret/2.yaml": "output_validator_args: [float_tolerance, 1e-6]\n",
            "data/secret/2.files/deep/table.txt": "x",
        },
    )
    _, first, second = load_package(root).cases
    assert (first.args, first.hint, first.description) == (("fast",), "think", "why")
    assert first.full_feedback
    assert first.checker == TokensSpec(case_sensitive=True)
    assert second.args == ("slow",)
    assert second.checker == TokensSpec(
        float_absolute_tolerance=1e-6, float_relative_tolerance=1e-6
    )
    assert list(second.files) == ["deep/table.txt"]
    assert not second.full_feedback


def test_an_output_validator_gets_the_arguments_of_each_case(make_package: MakePackage) -> None:
    root = make_package(
        "foreign",
        {
            "output_validator/validate.py": "raise SystemExit(42)\n",
            "data/secret/1.yaml": "output_validator_args: ['3']\n",
        },
    )
    package = load_package(root)
    assert isinstance(package.checker, ProgramSpec)
    assert package.checker.entry == "validate.py"
    checker = package.cases[1].checker
    assert isinstance(checker, ProgramSpec)
    assert checker.args == ("3",)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"data/secret/1.ans": None}, "1.in: no 1.ans beside it"),
        ({"data/secret/2.ans": "1\n"}, "2.ans: no 2.in beside it"),
        ({"data/secret/1.in": None, "data/secret/1.ans": None}, "secret: no test cases"),
        (
            {"data/secret/1/x.in": "", "data/secret/1/x.ans": ""},
            "a folder with the name of a test case",
        ),
        (
            {GROUP: "", "data/secret/a/1.in": "", "data/secret/a/1.ans": ""},
            "1.in stands beside test groups",
        ),
        (
            {"data/secret/test_group.yaml": "max_score: 3\n"},
            "max_score is not allowed for a pass-fail",
        ),
        (
            {"data/sample/test_group.yaml": "max_score: 3\n"},
            "max_score is not allowed for the samples",
        ),
        ({"data/sample/a/test_group.yaml": ""}, "the samples cannot hold test groups"),
        ({"data/secret/1.yaml": "hints: x\n"}, 'unknown key "hints"; did you mean "hint"?'),
        ({"data/secret/1.yaml": "args: 3\n"}, "args is 3; expected a list of strings"),
        ({"data/secret/1.yaml": "output_validator_args: [fast]\n"}, 'unknown flag "fast"'),
        (
            {"data/secret/1.yaml": "output_validator_args: [float_tolerance]\n"},
            'float_tolerance ""; expected a number',
        ),
        (
            {"data/secret/1.yaml": "output_validator_args: [case_sensitive, case_sensitive]\n"},
            'the flag "case_sensitive" is given twice',
        ),
        (
            {
                "data/secret/1.yaml": "output_validator_args: [float_tolerance, '1', "
                "float_absolute_tolerance, '1']\n"
            },
            "float_tolerance stands beside another float tolerance",
        ),
        (scoring(a=""), "max_score is missing"),
        (scoring(a="max_score: 1.5\n"), "max_score is 1.5; expected a whole number of points"),
        (scoring(a="max_score: 70\n", b="max_score: 70\n"), "come to 140; expected at most 100"),
        (scoring(a="max_score: 9\nrequire_pass: secret/b\n"), 'require_pass names "secret/b"'),
        (
            scoring(
                a="max_score: 9\nscore_aggregation: sum\n",
                b="max_score: 9\nrequire_pass: secret/a\n",
            ),
            'require_pass names "secret/a"',
        ),
        (scoring(a="max_score: 9\nscore_aggregation: avg\n"), 'score_aggregation is "avg"'),
        ({**scoring(a="max_score: 9\n"), "data/secret/c/1.in": ""}, "no test_group.yaml, although"),
        (
            {**scoring(a="max_score: 9\n"), "data/secret/a/b/test_group.yaml": ""},
            "inside a test group",
        ),
        ({**scoring(), GROUP: "max_score: 9\n"}, "a test group without test cases"),
    ],
)
def test_malformed_data_are_refused(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(PackageError) as raised:
        load_package(make_package("foreign", files))
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (scoring(a="max_score: unbounded\n"), "max_score unbounded"),
        (scoring(a="max_score: 9\nstatic_validation_score: 3\n"), "static validation"),
        ({"data/sample/1.in.statement": "1\n"}, "1.in.statement: files shown instead"),
        ({"data/sample/1.out": "1\n"}, "1.out: files shown instead"),
    ],
)
def test_what_cannot_be_followed_is_refused_by_name(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(NotSupported) as raised:
        load_package(make_package("foreign", files))
    assert complaint in str(raised.value)
