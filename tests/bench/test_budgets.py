"""The table of budgets is computed from what was measured."""

from typing import Any

import pytest

from bench.budgets import BUDGETS, Budget, Line, at, table


def a_run() -> dict[str, Any]:
    """Results in which every budget is just kept."""
    read = {"a problem": {"p50": 1.0, "p99": 3.0}, "problems": {"p50": 2.0, "p99": 20.0}}
    return {
        "overhead": {
            "ratio_to_bare": {"plain": {"warm box": 0.3}, "numpy": {"warm box": 0.04}},
            "overhead_ms_per_test": {"beyond_own_time": 2.0},
        },
        "service": {
            "latency": {
                "post_to_verdict_ms": {"p50": 60.0, "p99": 150.0},
                "post_to_bare": {"p50": 0.053, "p99": 0.132},
            },
            "throughput": {"2": {"judged_per_s": 25.0, "judged_per_bare_run": 28.3, "lost": 0}},
        },
        "torch": {"warm_ms": {"p50": 250.0}, "ratio_to_import": 0.147},
        "reads": {"steps": {"1000": {"ms": {"a problem": {"p99": 99.0}}}, "1000000": {"ms": read}}},
        "command": {
            "judge worker, start to first verdict": 2.0,
            "scripts/setup, nothing missing": 3.0,
        },
    }


def line_of(results: dict[str, Any], what: str) -> Line:
    return next(line for line in table(results) if line.budget.what.startswith(what))


def test_a_run_that_just_keeps_all_budgets_meets_all() -> None:
    assert [line.budget.what for line in table(a_run()) if line.met is not True] == []


def test_a_run_that_keeps_none_meets_none() -> None:
    def worse(measured: Any) -> Any:
        if isinstance(measured, dict):
            return {key: worse(each) for key, each in measured.items()}
        return measured * 1.1 + 1

    results = worse(a_run())
    results["service"]["throughput"]["2"] |= {"judged_per_s": 24.9, "judged_per_bare_run": 28.2}
    results["reads"]["steps"] = {"999999": results["reads"]["steps"]["1000000"]}
    assert [line.budget.what for line in table(results) if line.met is not False] == []


def test_reads_count_where_most_submissions_are_stored() -> None:
    assert line_of(a_run(), "slowest read").value == 20
    assert line_of(a_run(), "submissions stored").value == 1_000_000


@pytest.mark.parametrize("told", [{"skipped": "no image"}, {"failed": "AssertionError"}])
def test_what_was_not_measured_is_neither_met_nor_missed(told: dict[str, str]) -> None:
    scripts = ("overhead", "service", "torch", "reads", "command")
    for results in ({}, dict.fromkeys(scripts, told)):
        assert {line.met for line in table(results)} == {None}


def test_a_number_is_found_by_its_keys() -> None:
    assert at("a.b c.d")({"a": {"b c": {"d": 3}}}) == 3.0
    assert at("a.b c.d")({"a": {"b c": 4}}) is None


def test_a_budget_is_kept_at_its_limit() -> None:
    most = Budget("most", 2, "ms", at("x"))
    least = Budget("least", 2, "/s", at("x"), at_least=True)
    assert [most.met(value) for value in (1.9, 2, 2.1)] == [True, True, False]
    assert [least.met(value) for value in (1.9, 2, 2.1)] == [False, True, True]


def test_no_budget_is_listed_twice() -> None:
    kept = {(each.what, each.limit) for each in BUDGETS}
    assert len(kept) == len(BUDGETS)
