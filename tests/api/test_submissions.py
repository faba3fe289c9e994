"""Submissions over HTTP: accepted, shown, listed, waited for, cancelled."""

import threading
from typing import Any

import httpx
import pytest

from judge.model.verdict import Verdict
from tests.api.running import PROBLEM, SOURCE, Running, Somebody

BODY = {"problem": PROBLEM, "language": "python3", "source": SOURCE}


def submit(who: Somebody, **headers: str) -> dict[str, Any]:
    answer = who.http.post("/api/v1/submissions", json=BODY, headers=headers)
    assert answer.status_code == 201, answer.text
    submitted: dict[str, Any] = answer.json()
    return submitted


def test_a_submission_is_accepted_and_shown(solver: Somebody) -> None:
    answer = solver.http.post("/api/v1/submissions", json=BODY)
    assert answer.status_code == 201
    shown = answer.json()
    assert shown["problem"] == PROBLEM
    assert shown["problem_version"] == 1
    assert shown["user"] == solver.user.id
    assert (shown["state"], shown["verdict"], shown["score"]) == ("queued", None, None)
    assert shown["judging"]["state"] == "queued"
    assert shown["judging"]["result"] is None
    assert solver.http.get(answer.headers["Location"]).json() == shown
