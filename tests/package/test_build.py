"""Inputs, answers and time limits that are made in a box, and the cache that keeps them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.model.problem import Problem, TestCase, cases_of
from judge.package.build import build_problem
from judge.package.cache import cached, key_of
from judge.package.load import load_package
from judge.sandbox.port import Sandbox

MakePackage = Callable[..., Path]
RULES = """\
data:
  secret:
    data:
      "01-small":
        data:
          random: g.py {seed:1}
          written: {in: "[21]"}
"""
GENERATED = {
    "generators/generators.yaml": RULES,
    "generators/g.py": "import sys, helper\nprint([helper.reduce(int(sys.argv[1]))])\n",
    "generators/helper.py": "def reduce(n):\n    return n % 100\n",
}


def case_named(problem: Problem, name: str) -> TestCase:
    return next(case for case in cases_of(problem.data) if case.name == name)


@pytest.mark.docker
def test_inputs_come_from_generators_and_answers_from_the_model_solution(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path
) -> None:
    package = load_package(make_package("ours", GENERATED))
    log: list[str] = []
    problem = build_problem(package, sandbox, tmp_path / "cache", log.append)
    assert "generating secret/01-small/random" in log
    assert "answering secret/01-small/minus" in log
    answers = {case.name: case.read_answer().strip() for case in cases_of(problem.data)}
    assert answers["secret/01-small/written"] == b"42"
    assert answers["secret/01-small/minus"] == b"-6"
    random = case_named(problem, "secret/01-small/random")
    (number,) = [int(word) for word in random.read_input().strip(b"[]\n").split()]
    assert int(random.read_answer()) == 2 * number
    assert problem.time_limit_source == "package"


@pytest.mark.docker
def test_what_was_made_is_not_made_again(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path
) -> None:
    package = load_package(make_package("ours", GENERATED))
    first = build_problem(package, sandbox, tmp_path / "cache")
    log: list[str] = []
    assert build_problem(package, sandbox, tmp_path / "cache", log.append) == first
    assert log == []


@pytest.mark.docker
@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"generators/g.py": "raise ValueError('no luck')\n"}, "ValueError: no luck"),
        ({"generators/g.py": "def (\n"}, "the generator g.py does not compile"),
        ({"generators/g.py": "while True: pass\n"}, "went over its limit of cpu time"),
        (
            {"generators/g.py": "print('[1, 2]')\n"},
            "holds an array of 2; expected a JSON array of 1",
        ),
        (
            {"generators/g.py": "print('[1,')\n"},
            "generated secret/01-small/random.in:2: not a value",
        ),
        (
            {"submissions/accepted/right.py": "def doubled(number):\n    return {}[number]\n"},
            "the model solution accepted/right.py on secret/01-small/minus failed: KeyError",
        ),
        ({"submissions/accepted/right.py": "def other(): pass\n"}, "failed: missing entry"),
        ({"submissions/accepted/right.py": "def\n"}, "accepted/right.py does not compile"),
    ],
)
def test_a_program_of_the_package_that_fails_is_shown_with_its_last_words(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str], complaint: str,
) -> None:  # fmt: skip
    monkeypatch.setattr("judge.package.box_programs._CPU_TIME_MS", 300)
    package = load_package(make_package("ours", {**GENERATED, **files}))
    with pytest.raises(PackageError) as raised:
        build_problem(package, sandbox, tmp_path / "cache")
    assert complaint in str(raised.value)
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.docker
def test_the_model_solution_of_a_stdio_package_prints_the_answers(
    make_package: MakePackage, sandbox: Sandbox, tmp_path: Path
) -> None:
    judge = "kind: stdio\nmodel_solution: accepted/right.py\n"
    root = make_package("foreign", {"judge.yaml": judge, "data/secret/2.in": "50\n"})
    problem = build_problem(load_package(root), sandbox, tmp_path / "cache")
    assert case_named(problem, "secret/2").read_answer() == b"100\n"


def test_a_package_that_is_written_out_needs_no_box_and_leaves_nothing(
    make_package: MakePackage, no_boxes: Sandbox, tmp_path: Path
) -> None:
    package = load_package(make_package("foreign"))
    problem = build_problem(package, no_boxes, tmp_path / "cache")
    assert [case.name for case in cases_of(problem.data)] == ["sample/1", "secret/1"]
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("sample/1.in", "[1\n", "sample/1.in:2: not a value"),
        ("sample/1.in", '{"a": 1}\n', 'sample/1.in: holds {"a": 1}; expected a JSON array of 1'),
        ("sample/1.in", "[]\n", "sample/1.in: holds an array of 0"),
        ("sample/1.ans", "nope\n", "sample/1.ans:1: not a value"),
        ("sample/1.ans", '{"$float": "big"}\n', "sample/1.ans: bad $float object"),
        ("sample/1.ans", b"\xff", "sample/1.ans: not a value"),
    ],
)
def test_values_of_a_function_package_are_checked(
    make_package: MakePackage,
    no_boxes: Sandbox,
    tmp_path: Path,
    name: str,
    content: str | bytes,
    complaint: str,
) -> None:
    files = {"data/secret/01-small/minus.ans": "-6\n", f"data/{name}": content}
    package = load_package(make_package("ours", files))
    with pytest.raises(PackageError) as raised:
        build_problem(package, no_boxes, tmp_path / "cache")
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("given", "answer", "complaint"),
    [
        ("[]", "[]", "expected a JSON array of operations"),
        ('[["Box", [1]], "get"]', "[null, 1]", 'operation 2 is "get"; expected [method, '),
        ('[["get", []]]', "[null]", 'operation 1 is "get"; expected one of Box'),
        ('[["Box", [1]], ["put", []]]', "[null, 1]", 'operation 2 is "put"; expected one of get'),
        (
            '[["Box", []]]',
            "[null]",
            "operation 1 (Box) has an array of 0; expected a JSON array of 1",
        ),
        ('[["Box", [1]], ["get", [2]]]', "[null, 1]", "operation 2 (get) has an array of 1"),
        ('[["Box", [1]], ["get", []]]', "[1]", "holds an array of 1; expected a JSON array of 2"),
        ('[["Box", [1]], ["get", []]]', "[1, 1]", "the first result is 1; expected null"),
    ],
)
def test_operations_of_a_class_package_are_checked(
    make_package: MakePackage,
    no_boxes: Sandbox,
    tmp_path: Path,
    given: str,
    answer: str,
    complaint: str,
) -> None:
    judge = "kind: class\nentry: Box\nsignature: {__init__: {n: int}, get: {returns: int}}\n"
    right = ('[["Box", [1]], ["get", []]]', "[null, 1]")
    files = {"judge.yaml": judge, "data/sample/1.in": given, "data/sample/1.ans": answer}
    for name in ("zero", "minus"):
        files[f"data/secret/01-small/{name}.in"] = right[0]
        files[f"data/secret/01-small/{name}.ans"] = right[1]
    package = load_package(make_package("ours", files))
    with pytest.raises(PackageError) as raised:
        build_problem(package, no_boxes, tmp_path / "cache")
    assert complaint in str(raised.value)


def _make(folder: Path) -> int:
    (folder / "secret").mkdir()
    (folder / "secret" / "1.in").write_text("made")
    return 3000


def _damage_content(place: Path) -> None:
    (place / "data/secret/1.in").write_text("other")


def _damage_manifest(place: Path) -> None:
    (place / "manifest.json").write_text('{"files": ')


def _lose_a_file(place: Path) -> None:
    (place / "data/secret/1.in").unlink()


def _lose_the_manifest(place: Path) -> None:
    (place / "manifest.json").unlink()


def _add_a_file(place: Path) -> None:
    (place / "data/secret/2.in").write_text("stray")


@pytest.mark.parametrize(
    "damage", [_damage_content, _damage_manifest, _lose_a_file, _lose_the_manifest, _add_a_file]
)
def test_a_damaged_entry_is_made_anew(
    make_package: MakePackage, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    package = load_package(make_package("foreign"))
    cache = tmp_path / "cache"
    first = cached(cache, package, _make)
    damage(cache / key_of(package))
    again = cached(cache, package, _make)
    assert again == first
    assert (again.data / "secret/1.in").read_text() == "made"
    assert [path.name for path in cache.iterdir()] == [key_of(package)]


def test_builders_that_race_leave_one_whole_entry(
    make_package: MakePackage, tmp_path: Path
) -> None:
    package = load_package(make_package("foreign"))
    cache = tmp_path / "cache"
    together = threading.Barrier(4)
    results = []

    def make(folder: Path) -> int:
        together.wait(timeout=30)
        return _make(folder)

    def build() -> None:
        results.append(cached(cache, package, make))

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len({entry.data for entry in results}) == 1
    assert (results[0].data / "secret/1.in").read_text() == "made"
    assert [path.name for path in cache.iterdir()] == [key_of(package)]


def test_a_failed_build_leaves_nothing(make_package: MakePackage, tmp_path: Path) -> None:
    def make(folder: Path) -> int:
        _make(folder)
        raise PackageError("no")

    package = load_package(make_package("foreign"))
    with pytest.raises(PackageError):
        cached(tmp_path / "cache", package, make)
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_key_changes_with_the_package(make_package: MakePackage) -> None:
    before = key_of(load_package(make_package("foreign")))
    assert key_of(load_package(make_package("foreign", {"data/secret/1.ans": "9\n"}))) != before
