"""generators.yaml: what is followed, what is malformed, what is refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import NotSupported, PackageError
from judge.package.generators import seed_of
from judge.package.load import load_package
from judge.package.package import GeneratorRule, LiteralData

MakePackage = Callable[..., Path]


def rules(text: str) -> dict[str, str]:
    return {"generators/generators.yaml": text, "generators/g.py": "print([1])\n"}


def in_group(text: str) -> dict[str, str]:
    """Rules for the group that the base package has; `text` is a flow mapping or list."""
    return rules(f"data: {{secret: {{data: {{01-small: {{data: {text}}}}}}}}}\n")


def test_a_command_gets_a_seed_that_depends_on_its_text_alone(make_package: MakePackage) -> None:
    text = '{a: "g.py --n 5 {seed:1}", b: "g.py --n 5 {seed:1}", c: "g.py --n 5 {seed:2}", d: "g.py {name}"}'
    package = load_package(make_package("ours", in_group(text)))
    made = {case.name[-1]: case.input for case in package.cases if case.name[-1] in "abcd"}
    args = {name: rule.args for name, rule in made.items() if isinstance(rule, GeneratorRule)}
    assert args["a"] == ("--n", "5", str(seed_of("g.py --n 5 {seed:1}")))
    assert args["a"] == args["b"] != args["c"]
    assert args["d"] == ("d",)
    assert all(case.group == "secret/01-small" for case in package.cases[1:])


def test_an_input_may_be_written_out(make_package: MakePackage) -> None:
    package = load_package(make_package("ours", in_group('{a: {in: "[5]", ans: "10"}}')))
    case = next(case for case in package.cases if case.name == "secret/01-small/a")
    assert case.input == LiteralData(content=b"[5]\n")
    assert case.answer == LiteralData(content=b"10\n")


def test_a_list_numbers_its_cases(make_package: MakePackage) -> None:
    text = "[" + ", ".join(["{small: g.py 1}", '{"": g.py 2}'] + ["{x: g.py 3}"] * 8) + "]"
    package = load_package(make_package("ours", in_group(text)))
    names = [case.name.removeprefix("secret/01-small/") for case in package.cases]
    assert "01-small" in names
    assert "02" in names
    assert "10-x" in names


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (in_group('{a: "missing.py 1"}'), 'a runs "missing.py"; expected a file below generators/'),
        (in_group('{a: "g.py \'"}'), "expected a command with every quote closed"),
        (
            in_group("{a: 3}"),
            "data.secret.data.01-small.data.a is 3; expected a generator's command",
        ),
        (in_group("{a: {in: 3}}"), "a.in is 3; expected text in quotes"),
        (
            in_group("{a: {in: x, answer: y}}"),
            'unknown key "data.secret.data.01-small.data.a.answer"',
        ),
        (in_group('{"a b": g.py}'), "is no name for a case or folder"),
        (in_group('{zero: "g.py"}'), "zero.in: also a rule of generators.yaml; keep one of them"),
        (in_group("[g.py]"), "expected a list of mappings with one key"),
        (
            rules("data: {secret: {data: {02-new: {data: {a: g.py}}}}}\n"),
            "secret/02-new/a lies in no",
        ),
        (rules("data: {secret: {data: {a: g.py}}}\n"), "secret/a stands beside test groups"),
        (rules("data: [\n"), "generators.yaml:2: not valid YAML"),
    ],
)
def test_malformed_rules_are_refused(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(PackageError) as raised:
        load_package(make_package("ours", files))
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (rules("solution: /submissions/accepted/right.py\n"), "solution is not supported"),
        (rules("random_salt: abc\n"), "random_salt is not supported"),
        (
            rules("data: {invalid_input: {data: {a: g.py}}}\n"),
            "data.invalid_input is not supported",
        ),
        (in_group("{a: {copy: sample/1}}"), "a.copy is not supported"),
        (in_group("{a: {generate: g.py, count: 3}}"), "a.count is not supported"),
        (in_group('{a: "g.py {count}"}'), "a holds {count}; supported are"),
        ({**in_group("{a: g.cpp}"), "generators/g.cpp": ""}, "the generator g.cpp is not Python"),
    ],
)
def test_other_parts_of_the_language_are_refused_by_name(
    make_package: MakePackage, files: dict[str, str | bytes | None], complaint: str
) -> None:
    with pytest.raises(NotSupported) as raised:
        load_package(make_package("ours", files))
    assert complaint in str(raised.value)


def test_a_foreign_package_holds_all_its_data_so_its_generators_are_left_alone(
    make_package: MakePackage,
) -> None:
    root = make_package("foreign", rules("solution: /x.cpp\nanything: [1]\n"))
    assert len(load_package(root).cases) == 2


def test_generated_cases_without_a_model_solution_are_refused(make_package: MakePackage) -> None:
    judge = "kind: function\nentry: doubled\nsignature: {number: int, returns: int}\n"
    files = {**in_group("{a: g.py}"), "judge.yaml": judge, "data/secret/01-small/minus.ans": "-6\n"}
    with pytest.raises(PackageError, match="model_solution is missing; expected one, because"):
        load_package(make_package("ours", files))
