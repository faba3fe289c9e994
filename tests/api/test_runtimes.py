"""How fast others are, over HTTP: figures for everybody, names for nobody."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from judge.model.users import Role
from judge.service.packages import register_bank
from tests.api.running import SOURCE, Running, Somebody
from tests.api.test_bad_input import assert_problem
from tests.service.conftest import write_package

_numbers = count()


@pytest.fixture
def problem(up: Running, tmp_path: Path) -> str:
    """A problem that nobody has solved yet."""
    name = f"race-{next(_numbers)}"
    write_package(tmp_path / "bank" / name)
    register_bank(up.service, tmp_path / "bank")
    return name


def submitted(who: Somebody, problem: str) -> str:
    """The id of a new submission."""
    body = {"problem": problem, "language": "python3", "source": SOURCE}
    answer = who.http.post("/api/v1/submissions", json=body)
    assert answer.status_code == 201, answer.text
    submission_id: str = answer.json()["id"]
    return submission_id


def solved(up: Running, who: Somebody, problem: str, ratio: float | None) -> str:
    submission_id = submitted(who, problem)
    up.finish(submission_id, ratio=ratio)
    return submission_id


def solved_by_others(up: Running, problem: str, ratios: Sequence[float]) -> list[Somebody]:
    others = [up.somebody(f"racer-{next(_numbers)}", Role.SOLVER) for _ in ratios]
    for who, ratio in zip(others, ratios, strict=True):
        solved(up, who, problem, ratio)
    return others


def shown(who: Somebody, submission_id: str) -> Any:
    return who.http.get(f"/api/v1/submissions/{submission_id}").json()["runtime_percentile"]


def test_the_histogram_counts_everybody_once_and_names_nobody(
    up: Running, solver: Somebody, problem: str
) -> None:
    address = f"/api/v1/problems/{problem}/runtimes"
    empty = solver.http.get(address)
    assert empty.json()["solvers"] == 0
    others = solved_by_others(up, problem, [0.05, 1.0, 1.2, 50.0])
    solved(up, others[0], problem, 7.0)
    solved(up, solver, problem, None)
    again = solver.http.get(address, headers={"If-None-Match": empty.headers["ETag"]})
    assert again.status_code == 200
    document = again.json()
    assert list(document) == ["problem", "solvers", "bins"]
    assert (document["problem"], document["solvers"]) == (problem, 4)
    assert [each for each in document["bins"] if each["count"]] == [
        {"at_least": None, "below": 0.133, "count": 1},
        {"at_least": 1.0, "below": 1.334, "count": 2},
        {"at_least": 23.714, "below": None, "count": 1},
    ]
    assert not any(who.user.id in again.text or who.user.name in again.text for who in others)
    tag = {"If-None-Match": again.headers["ETag"]}
    assert solver.http.get(address, headers=tag).status_code == 304


def test_a_submission_tells_where_it_stands_among_five_others(
    up: Running, solver: Somebody, problem: str
) -> None:
    submission_id = submitted(solver, problem)
    solved_by_others(up, problem, [0.5, 1.5, 2.5, 3.5])
    assert shown(solver, submission_id) is None
    up.finish(submission_id, ratio=1.5)
    assert shown(solver, submission_id) is None
    solved_by_others(up, problem, [0.6])
    assert shown(solver, submission_id) == {"faster_than_percent": 50.0, "others": 5}
    best = solved(up, solver, problem, 0.1)
    assert shown(solver, best) == {"faster_than_percent": 100.0, "others": 5}
    assert shown(solver, submission_id) == {"faster_than_percent": 50.0, "others": 5}
    assert shown(solver, solved(up, solver, problem, None)) is None


def test_a_problem_that_is_not_there_and_nobody_are_refused(
    solver: Somebody, nobody: httpx.Client, problem: str
) -> None:
    assert_problem(solver.http.get("/api/v1/problems/no-such-problem/runtimes"), 404)
    assert_problem(nobody.get(f"/api/v1/problems/{problem}/runtimes"), 401)
