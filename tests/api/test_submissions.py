"""Submissions over HTTP: accepted, shown, listed, waited for, cancelled."""

import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from judge.model.verdict import Verdict
from tests.api.running import PROBLEM, SOURCE, Running, Somebody, wait_until

BODY = {"problem": PROBLEM, "language": "python3", "source": SOURCE}


def submit(who: Somebody, **headers: str) -> dict[str, Any]:
    answer = who.http.post("/api/v1/submissions", json=BODY, headers=headers)
    assert answer.status_code == 201, answer.text
    submitted: dict[str, Any] = answer.json()
    return submitted


def in_the_background(
    do: Callable[[], httpx.Response],
) -> tuple[threading.Thread, list[httpx.Response]]:
    answers: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: answers.append(do()))
    thread.start()
    return thread, answers


def ids(answer: httpx.Response) -> list[str]:
    return [each["id"] for each in answer.json()["items"]]


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


def test_files_are_taken_as_well_as_a_source(solver: Somebody) -> None:
    files = [{"name": "solution.py", "content": SOURCE}, {"name": "help.py", "content": "x = 1\n"}]
    body = {"problem": PROBLEM, "language": "python3", "files": files, "entry": "solution.py"}
    answer = solver.http.post("/api/v1/submissions", json=body)
    assert answer.status_code == 201, answer.text
    shown = solver.http.get(f"{answer.headers['Location']}/source").json()
    assert sorted(shown["files"], key=lambda file: file["name"], reverse=True) == files


def test_a_finished_judging_is_shown_with_its_result(up: Running, solver: Somebody) -> None:
    submission = submit(solver)
    up.finish(submission["id"], Verdict.WA)
    shown = solver.http.get(f"/api/v1/submissions/{submission['id']}").json()
    assert (shown["state"], shown["verdict"], shown["score"]) == ("done", "WA", 0.0)
    assert shown["judging"]["attempt"] == 1
    assert shown["judging"]["result"]["schema"] == "coderound.judging/1"
    judging = solver.http.get(f"/api/v1/judgings/{shown['judging']['id']}").json()
    assert judging == shown["judging"]
    listed = solver.http.get(f"/api/v1/submissions/{submission['id']}/judgings").json()["items"]
    assert [each["id"] for each in listed] == [judging["id"]]
    assert "result" not in listed[0]


def test_wait_answers_with_the_finished_judging(up: Running, solver: Somebody) -> None:
    thread, answers = in_the_background(
        lambda: solver.http.post("/api/v1/submissions?wait=15", json=BODY)
    )
    wait_until(lambda: bool(mine(up, solver)))
    up.finish(mine(up, solver)[0])
    thread.join()
    assert answers[0].json()["verdict"] == "AC"


def test_wait_ends_without_a_verdict_when_the_time_is_over(solver: Somebody) -> None:
    answer = solver.http.post("/api/v1/submissions?wait=0.2", json=BODY)
    assert (answer.status_code, answer.json()["state"]) == (201, "queued")


def test_wait_sees_an_end_that_nobody_told_of(up: Running, solver: Somebody) -> None:
    thread, answers = in_the_background(
        lambda: solver.http.post("/api/v1/submissions?wait=15", json=BODY)
    )
    wait_until(lambda: bool(mine(up, solver)))
    submission = mine(up, solver)[0]
    up.begin(submission)
    up.record(up.stored(submission).judging_id, tell=False)
    thread.join()
    assert answers[0].json()["verdict"] == "AC"


@pytest.mark.parametrize("wait", ["-1", "61", "nan", "inf", "soon"])
def test_a_wait_that_is_no_time_is_refused(solver: Somebody, wait: str) -> None:
    assert solver.http.post(f"/api/v1/submissions?wait={wait}", json=BODY).status_code == 422


def test_an_idempotency_key_makes_one_submission(up: Running, solver: Somebody) -> None:
    first = solver.http.post("/api/v1/submissions", json=BODY, headers={"Idempotency-Key": "once"})
    again = solver.http.post("/api/v1/submissions", json=BODY, headers={"Idempotency-Key": "once"})
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(mine(up, solver)) == 1


def test_an_idempotency_key_is_good_for_one_body(solver: Somebody) -> None:
    submit(solver, **{"Idempotency-Key": "other"})
    other = {**BODY, "source": "def doubled(number):\n    return 3\n"}
    answer = solver.http.post(
        "/api/v1/submissions", json=other, headers={"Idempotency-Key": "other"}
    )
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:coderound:key-reused")


def test_two_users_may_have_the_same_idempotency_key(solver: Somebody, admin: Somebody) -> None:
    mine_ = submit(solver, **{"Idempotency-Key": "shared"})
    theirs = submit(admin, **{"Idempotency-Key": "shared"})
    assert mine_["id"] != theirs["id"]


def test_a_cancelled_submission_has_no_verdict(solver: Somebody) -> None:
    submission = submit(solver)
    url = f"/api/v1/submissions/{submission['id']}/cancel"
    cancelled = solver.http.post(url)
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert cancelled.json()["verdict"] is None
    assert solver.http.post(url).status_code == 409


def test_a_judged_submission_cannot_be_cancelled(up: Running, solver: Somebody) -> None:
    submission = submit(solver)
    up.finish(submission["id"])
    answer = solver.http.post(f"/api/v1/submissions/{submission['id']}/cancel")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:coderound:conflict")


@pytest.mark.parametrize("part", ["", "/source", "/judgings", "/events"])
def test_somebody_elses_submission_is_none(
    solver: Somebody, author: Somebody, admin: Somebody, part: str
) -> None:
    url = f"/api/v1/submissions/{submit(solver)['id']}{part}"
    refused = author.http.get(url)
    unknown = author.http.get(f"/api/v1/submissions/{'0' * 26}{part}")
    assert (refused.status_code, unknown.status_code) == (404, 404)
    assert refused.json()["title"] == unknown.json()["title"]
    if part != "/events":
        assert admin.http.get(url).status_code == 200


def test_somebody_elses_judging_is_none(solver: Somebody, author: Somebody) -> None:
    judging = submit(solver)["judging"]["id"]
    assert author.http.get(f"/api/v1/judgings/{judging}").status_code == 404
    assert solver.http.get(f"/api/v1/judgings/{judging}").status_code == 200


def test_a_list_has_ones_own_submissions_the_latest_first(
    solver: Somebody, author: Somebody
) -> None:
    submit(author)
    sent = [submit(solver)["id"] for _ in range(3)]
    answer = solver.http.get("/api/v1/submissions")
    assert ids(answer) == sent[::-1]
    assert answer.json()["next"] is None
    assert "judging" not in answer.json()["items"][0]
    assert solver.http.get(f"/api/v1/submissions?user={author.user.id}").status_code == 403


def test_filters_narrow_a_list(up: Running, solver: Somebody, admin: Somebody) -> None:
    first, second = submit(solver), submit(solver)
    up.finish(second["id"], Verdict.TLE)
    for query, expected in {
        f"user={solver.user.id}": [second["id"], first["id"]],
        f"user={solver.user.id}&state=queued": [first["id"]],
        f"user={solver.user.id}&verdict=TLE": [second["id"]],
        f"user={solver.user.id}&problem={PROBLEM}&language=python3&verdict=AC": [],
    }.items():
        assert ids(admin.http.get(f"/api/v1/submissions?{query}")) == expected, query
    times = {"created_after": second["created_at"]}
    assert ids(solver.http.get("/api/v1/submissions", params=times))[-1:] != [first["id"]]
    times = {"created_before": second["created_at"]}
    assert first["id"] in ids(solver.http.get("/api/v1/submissions", params=times))


@pytest.mark.parametrize(
    "query",
    [
        "verdct=AC",
        "verdict=OK",
        "limit=0",
        "limit=101",
        "cursor=nonsense",
        "cursor=MS4nOyBEUk9Q",
        "created_after=2026-01-01",
        "created_after=1",
        "created_after=2026-13-01T00:00:00Z",
        "created_after=0001-01-01T00:00:00%2B23:00",
        "problem=%00",
        "user=me",
    ],
)
def test_a_filter_that_is_none_is_refused_by_name(solver: Somebody, query: str) -> None:
    answer = solver.http.get(f"/api/v1/submissions?{query}")
    assert answer.status_code == 422
    if query != "cursor=MS4nOyBEUk9Q":  # well-formed, but the key in it is none
        assert [each["parameter"] for each in answer.json()["errors"]] == [query.partition("=")[0]]


def test_a_walk_misses_nothing_and_repeats_nothing_while_others_submit(solver: Somebody) -> None:
    sent = [submit(solver)["id"] for _ in range(5)]
    walked: list[str] = []
    url = "/api/v1/submissions?limit=2"
    while url:
        answer = solver.http.get(url)
        walked += ids(answer)
        submit(solver)
        following = answer.links.get("next", {}).get("url", "")
        assert bool(following) == (answer.json()["next"] is not None)
        url = following
    assert walked == sent[::-1]


def test_what_the_caller_has_is_not_sent_again(up: Running, solver: Somebody) -> None:
    submission = submit(solver)
    for url in (f"/api/v1/submissions/{submission['id']}", "/api/v1/submissions"):
        tag = solver.http.get(url).headers["ETag"]
        unchanged = solver.http.get(url, headers={"If-None-Match": f'"other", {tag}'})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["ETag"] == tag
    url = f"/api/v1/submissions/{submission['id']}"
    tag = solver.http.get(url).headers["ETag"]
    up.finish(submission["id"])
    changed = solver.http.get(url, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json()["verdict"]) == (200, "AC")
    assert changed.headers["ETag"] != tag


def test_bulk_is_not_for_solvers(solver: Somebody, author: Somebody) -> None:
    body = {**BODY, "bulk": True}
    assert solver.http.post("/api/v1/submissions", json=body).status_code == 403
    assert author.http.post("/api/v1/submissions", json=body).status_code == 201


def mine(up: Running, who: Somebody) -> list[str]:
    return ids(up.client(Authorization=f"Bearer {who.key}").get("/api/v1/submissions"))
