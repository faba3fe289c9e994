"""The problems folder as a whole: groups, the record of verifications, the page, whose turn it is."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from judge.errors import PackageError
from judge.model.verdict import Verdict
from judge.package.bank import (
    SHARES,
    Verified,
    by_group,
    overview,
    read_record,
    to_verify,
    verified,
    write_record,
)
from judge.package.load import load_package
from judge.package.mutants.report import Fate, MutantReport, MutantRow
from judge.package.package import Package
from judge.package.verify_report import ExampleRow, Finding, Severity, VerifyReport

ENTRY = Verified(
    digest="d", cases=9, accepted=2, wrong=4, mutants=30, killed=29, equivalent=1, slowest_ms=3.5
)


@pytest.fixture
def package(make_package: Callable[..., Path]) -> Package:
    return load_package(make_package("ours"))


def report(fates: tuple[Fate, ...], findings: tuple[Finding, ...] = ()) -> VerifyReport:
    rows = tuple(
        MutantRow(file="right.py", line=1, rule="off by one", old="1", new="2", fate=fate)
        for fate in fates
    )
    examples = tuple(
        ExampleRow(name=name, language=language, expected="?", got=got, ok=True, slowest_ms=slowest)
        for name, language, got, slowest in (
            ("accepted/a.py", "python3", Verdict.AC, 3.0),
            ("accepted/b.py", "python3", Verdict.AC, 5.0),
            ("accepted/c.cpp", None, None, None),
            ("wrong_answer/d.py", "python3", Verdict.WA, 9.0),
        )
    )
    return VerifyReport(
        problem="p",
        digest="d",
        cases=7,
        time_limit_ms=1000,
        findings=findings,
        examples=examples,
        mutants=MutantReport(rows=rows, idle_cases=()),
    )


def test_what_is_recorded_is_what_was_judged() -> None:
    fates = (Fate.KILLED, Fate.KILLED, Fate.SURVIVED, Fate.EQUIVALENT)
    assert verified(report(fates)) == Verified(
        digest="d", cases=7, accepted=2, wrong=1, mutants=3, killed=2, equivalent=1, slowest_ms=5.0
    )


def test_nothing_is_recorded_of_a_broken_package() -> None:
    finding = Finding(severity=Severity.ERROR, where="data/", message="weak")
    with pytest.raises(ValueError, match="not verified"):
        verified(report((Fate.SURVIVED,), (finding,)))


def test_the_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_record(tmp_path) == {}
    write_record(tmp_path, {"b": ENTRY, "a": ENTRY})
    assert list(read_record(tmp_path).items()) == [("a", ENTRY), ("b", ENTRY)]


@pytest.mark.parametrize("text", ["", "[]", '{"a": {"digest": 3}}'])
def test_a_damaged_record_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "verified.json").write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match="not a record of verifications"):
        read_record(tmp_path)


def test_what_has_changed_is_verified_at_once_and_the_rest_in_turn(package: Package) -> None:
    packages = [package.model_copy(update={"name": f"p{index}"}) for index in range(40)]
    record = {each.name: ENTRY.model_copy(update={"digest": each.digest}) for each in packages}
    today = date(2026, 3, 1)
    days = [to_verify(packages, record, today + timedelta(days=day)) for day in range(SHARES)]
    assert sorted(each.name for day in days for each in day) == sorted(record)
    assert max(map(len, days)) == 2
    (new, changed) = (packages[5], packages[11])
    del record[new.name]
    record[changed.name] = ENTRY
    for day in range(SHARES):
        assert {new.name, changed.name} <= {
            each.name for each in to_verify(packages, record, today + timedelta(days=day))
        }


def test_groups_come_in_their_order_and_go_by_the_first_tag(package: Package) -> None:
    tagged = [
        package.model_copy(update={"name": name, "tags": tags})
        for name, tags in (
            ("a", ("metrics", "graphs")),
            ("b", ()),
            ("c", ("graphs",)),
            ("d", ("unheard-of",)),
        )
    ]
    names = {title: [each.name for each in members] for title, members in by_group(tagged).items()}
    assert list(names.items()) == [
        ("Graphs, trees, dynamic programming", ["c"]),
        ("Metrics and inference", ["a"]),
        ("Other problems", ["b", "d"]),
    ]


def test_the_page_tells_the_strength_of_what_was_verified(package: Package) -> None:
    page = overview([package], {package.name: ENTRY})
    link = "[doubled](doubled/statement/problem.en.md)"
    assert f"| {link} | Doubled |  | function | 9 | 2 + 4 | 29 of 30 |" in page.splitlines()
    assert f"| {link} | Doubled |  | function |  |  |  |" in overview([package], {}).splitlines()
