"""Example submissions: their languages, and what is promised of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.model.verdict import Verdict
from judge.package.examples import entry_of
from judge.package.load import load_package
from judge.package.package import Example
from judge.package.patterns import matches

MakePackage = Callable[..., Path]
AC, WA, TLE, RTE, MLE = Verdict.AC, Verdict.WA, Verdict.TLE, Verdict.RTE, Verdict.MLE


def example(root: Path, name: str) -> Example:
    return next(each for each in load_package(root).examples if each.name == name)


@pytest.mark.parametrize(
    ("base", "folder", "permitted", "required", "timing"),
    [
        ("foreign", "accepted", {AC}, {AC}, "lower"),
        ("foreign", "rejected", {AC, WA, TLE, RTE}, {WA, TLE, RTE}, None),
        ("foreign", "wrong_answer", {AC, WA}, {WA}, "lower"),
        ("foreign", "time_limit_exceeded", {AC, TLE}, {TLE}, "upper"),
        ("foreign", "run_time_error", {AC, RTE}, {RTE}, "lower"),
        ("foreign", "brute_force", {AC, RTE, TLE}, {RTE, TLE}, None),
        ("legacy", "accepted", {AC}, {AC}, "lower"),
        ("legacy", "wrong_answer", {AC, WA}, {WA}, "lower"),
        ("legacy", "time_limit_exceeded", {AC, WA, TLE}, {TLE}, "upper"),
        ("legacy", "run_time_error", {AC, WA, TLE, RTE}, {RTE}, None),
    ],
)
def test_a_folder_promises_what_its_version_of_the_format_says(
    make_package: MakePackage, base: str, folder: str, permitted: object, required: object,
    timing: str | None,
) -> None:  # fmt: skip
    root = make_package(base, {f"submissions/{folder}/x.py": "print(1)\n"})
    (rule,) = example(root, f"{folder}/x.py").rules
    assert (rule.permitted, rule.required, rule.use_for_time_limit) == (permitted, required, timing)


def test_partially_accepted_promises_a_part_of_the_points(make_package: MakePackage) -> None:
    root = make_package("legacy", {"submissions/partially_accepted/x.py": "print(1)\n"})
    (rule,) = example(root, "partially_accepted/x.py").rules
    assert rule.below_full_score


def test_patterns_of_submissions_yaml_add_to_the_folder(make_package: MakePackage) -> None:
    text = """\
"*/{x,y}.py":
  permitted: [AC, WA]
  secret/*-hard:
    required: [WA]
    score: [0, 50]
"""
    root = make_package(
        "foreign",
        {"submissions/submissions.yaml": text, "submissions/wrong_answer/x.py": "print(1)\n"},
    )
    folder, general, hard = example(root, "wrong_answer/x.py").rules
    assert folder.origin == "submissions/wrong_answer/"
    assert general.permitted == {AC, WA}
    assert (hard.cases, hard.score) == ("secret/*-hard", (0.0, 50.0))
    assert hard.required == {WA}
    assert len(example(root, "accepted/right.py").rules) == 1


def test_a_bare_folder_replaces_the_folders_promise(make_package: MakePackage) -> None:
    root = make_package(
        "foreign",
        {
            "submissions/submissions.yaml": "time_limit_exceeded: {permitted: [AC, WA, TLE]}\n",
            "submissions/time_limit_exceeded/x.py": "print(1)\n",
        },
    )
    (rule,) = example(root, "time_limit_exceeded/x.py").rules
    assert rule.permitted == {AC, WA, TLE}
    assert rule.required == {TLE}


def test_our_own_words_speak_instead_of_the_folder(make_package: MakePackage) -> None:
    text = "rejected/fat.py: {permitted: [AC, MLE], required: [MLE]}\n"
    root = make_package(
        "ours",
        {"submissions/submissions.yaml": text, "submissions/rejected/fat.py": "x = 1\n"},
    )
    (rule,) = example(root, "rejected/fat.py").rules
    assert rule.permitted == {AC, MLE}
    assert rule.required == {MLE}


@pytest.mark.parametrize(
    ("tag", "permitted", "required"),
    [
        ("TIMELIMIT", {AC, TLE}, {TLE}),
        ("WRONG-ANSWER, run_error", {AC, WA, RTE}, {WA, RTE}),
        ("CORRECT", {AC}, set()),
        ("COMPILER-ERROR", {AC, Verdict.CE}, {Verdict.CE}),
        ("NO-OUTPUT", {AC, WA}, {WA}),
    ],
)
def test_a_tag_promises_where_no_folder_does(
    make_package: MakePackage, tag: str, permitted: object, required: object
) -> None:
    source = f"# @EXPECTED_RESULTS@: {tag}\nprint(1)\n"
    files = {"submissions/mixed/x.py": source, "submissions/accepted/y.py": source}
    root = make_package("foreign", files)
    (rule,) = example(root, "mixed/x.py").rules
    assert (rule.permitted, rule.required) == (permitted, required)
    assert [rule.origin for rule in example(root, "accepted/y.py").rules] == [
        "submissions/accepted/"
    ]


def test_other_folders_promise_nothing(make_package: MakePackage) -> None:
    root = make_package("foreign", {"submissions/old/x.py": "print(1)\n"})
    assert example(root, "old/x.py").rules == ()


@pytest.mark.parametrize(
    ("base", "name", "content", "language"),
    [
        ("foreign", "x.cpp", "", None),
        ("foreign", "x.py", "#!/usr/bin/env python2\n", "python3"),
        ("legacy", "x.py", "#!/usr/bin/env python2\n", None),
        ("legacy", "x.py3", "", "python3"),
        ("foreign", "folder/__main__.py", "", "python3"),
    ],
)
def test_the_language_is_known_by_endings(
    make_package: MakePackage, base: str, name: str, content: str, language: str | None
) -> None:
    root = make_package(base, {f"submissions/accepted/{name}": content})
    assert example(root, f"accepted/{name.split('/')[0]}").language == language


def test_submissions_yaml_may_name_language_and_entry(make_package: MakePackage) -> None:
    files = {
        "submissions/submissions.yaml": "accepted/f: {language: python3numpy, entrypoint: go.py}\n",
        "submissions/accepted/f/go.py": "",
        "submissions/accepted/f/other.py": "",
    }
    found = example(make_package("foreign", files), "accepted/f")
    assert (found.language, found.entry) == ("python3", "go.py")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("accepted/none.py: {permitted: [AC]}\n", '"accepted/none.py" matches no example'),
        (
            "accepted/*: {permitted: [OK]}\n",
            'accepted/*.permitted is ["OK"]; expected a list of AC',
        ),
        ("accepted/*: {permitted: []}\n", "accepted/*.permitted is []"),
        (
            "accepted/*: {permit: [AC]}\n",
            'unknown key "accepted/*.permit"; did you mean "permitted"?',
        ),
        (
            "accepted/*: {permitted: [AC], required: [WA]}\n",
            "required and permitted share no verdict",
        ),
        ("accepted/*: {score: high}\n", 'score is "high"; expected a number, or a list'),
        ("accepted/*: {use_for_time_limit: both}\n", "expected false, lower or upper"),
        ("'**/x.py': {permitted: [AC]}\n", "** and [ ] are not allowed"),
        ("accepted/*: AC\n", 'accepted/* is "AC"; expected a mapping of keys'),
    ],
)
def test_malformed_submissions_yaml_is_refused(
    make_package: MakePackage, text: str, complaint: str
) -> None:
    root = make_package("foreign", {"submissions/submissions.yaml": text})
    with pytest.raises(PackageError) as raised:
        load_package(root)
    assert complaint in str(raised.value)


def test_an_unknown_word_in_a_tag_is_refused(make_package: MakePackage) -> None:
    root = make_package("foreign", {"submissions/mixed/x.py": "# @EXPECTED_RESULTS@: FINE\n"})
    with pytest.raises(PackageError, match='@EXPECTED_RESULTS@ holds "FINE"'):
        load_package(root)


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("accepted", "accepted/x.py", True),
        ("accepted/*", "accepted/x.py", True),
        ("*", "accepted/x.py", True),
        ("*.py", "accepted/x.py", False),
        ("accepted/{x,y}.py", "accepted/y.py", True),
        ("accepted/{x,y}.py", "accepted/z.py", False),
        ("secret/*-hard", "secret/02-hard/7", True),
        ("secret/*-hard", "secret/02-easy/7-hard", False),
        ("secret/large-?", "secret/large-1", True),
        ("secret/large.1", "secret/large-1", False),
    ],
)
def test_patterns_match_a_path_or_a_folder_above_it(pattern: str, path: str, matched: bool) -> None:
    assert matches(pattern, path) is matched


@pytest.mark.parametrize(
    ("names", "entry"),
    [
        (("a.py", "__main__.py"), "__main__.py"),
        (("a.py", "data.txt"), "a.py"),
        (("a.py", "main.py"), "main.py"),
        (("a.py", "solution.py"), "solution.py"),
        (("a.py", "b.py"), None),
        (("sub/a.py",), None),
    ],
)
def test_the_entry_of_a_folder_is_the_file_that_is_clearly_meant(
    names: tuple[str, ...], entry: str | None
) -> None:
    assert entry_of(names) == entry
