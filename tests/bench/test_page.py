"""The page of results says what the results say."""

import json
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench.page import markdown_table, number, page

RECORDED = Path(bench.__file__).parent / "results.json"


def test_the_recorded_page_was_made_from_the_recorded_results() -> None:
    """`python -m bench.page` makes it anew after a change of its form."""
    results = json.loads(RECORDED.read_text())
    assert RECORDED.with_suffix(".md").read_text() == page(results)


@pytest.mark.parametrize("script", sorted(bench.SCRIPTS))
def test_a_script_that_found_nothing_is_told_with_the_reason(script: str) -> None:
    results = json.loads(RECORDED.read_text())
    said = page(results | {script: {"skipped": "no such image"}})
    assert "Not measured, skipped: no such image" in said
    del results[script]
    assert "Not measured." in page(results)


def test_every_script_has_a_section() -> None:
    machine = json.loads(RECORDED.read_text())["machine"]
    results = {"machine": machine} | {name: {"skipped": f"<{name}>"} for name in bench.SCRIPTS}
    assert all(f"<{name}>" in page(results) for name in bench.SCRIPTS)


def test_numbers_have_three_digits_that_count() -> None:
    told = [number(each) for each in (0.0361, 1.234, 56.78, 1234.5, 0, None)]
    assert told == ["0.0361", "1.23", "56.8", "1,234", "0", "not measured"]


def test_a_table_has_a_head_and_its_rows() -> None:
    assert markdown_table(("a", "b"), [("1", "2")]) == ["| a | b |", "| --- | --- |", "| 1 | 2 |"]


def test_one_failing_script_does_not_keep_the_others_from_running(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail() -> None:
        raise ValueError

    monkeypatch.setattr(bench, "facts", dict)
    monkeypatch.setattr(bench, "SCRIPTS", {"first": fail, "second": lambda: {"found": 1}})
    results = bench.run(["first", "second"], tmp_path / "kept.json")
    assert json.loads((tmp_path / "kept.json").read_text()) == results
    assert results["first"] == {"failed": "ValueError"}
    assert results["second"] == {"found": 1}
