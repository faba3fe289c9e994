"""Rejudges, runs, webhooks and dead letters over HTTP."""

from datetime import UTC, datetime

from judge.model.verdict import Verdict
from tests.api.running import PROBLEM, SOURCE, Running, Somebody
from tests.api.test_bad_input import assert_problem
from tests.api.test_submissions import submit


def judge_again(up: Running, submission_id: str, verdict: Verdict) -> None:
    """Do the judging that a rejudge has added."""
    with up.service.store.read() as tx:
        judging = tx.submissions.judgings_of(submission_id)[0]
    up.claim(judging.id)
    up.record(judging.id, verdict)


def test_a_rejudge_shows_what_would_change_before_it_counts(
    up: Running, admin: Somebody, solver: Somebody
) -> None:
    first, second = submit(solver), submit(solver)
    up.finish(first["id"], Verdict.WA)
    up.finish(second["id"], Verdict.AC)
    wanted = {"user": solver.user.id, "problem": PROBLEM}
    started = admin.http.post("/api/v1/rejudges", json={"reason": "test 7", "filter": wanted})
    assert started.status_code == 201, started.text
    assert (started.json()["state"], started.json()["total"]) == ("judging", 2)
    url = started.headers["Location"]
    assert_problem(admin.http.post(f"{url}/apply"), 409)
    judge_again(up, first["id"], Verdict.AC)
    judge_again(up, second["id"], Verdict.AC)
    ready = admin.http.get(url).json()
    assert (ready["state"], ready["done"]) == ("ready", 2)
    moves = {
        (each["old_verdict"], each["new_verdict"]): each["submissions"] for each in ready["matrix"]
    }
    assert moves == {("WA", "AC"): 1, ("AC", "AC"): 1}
    changes = admin.http.get(f"{url}/changes").json()["items"]
    assert [each["submission"] for each in changes] == [first["id"]]
    page = admin.http.get(f"{url}/changes?all=true&limit=1")
    assert len(page.json()["items"]) == 1
    following = admin.http.get(page.links["next"]["url"]).json()["items"]
    assert [each["submission"] for each in (*page.json()["items"], *following)] == [
        first["id"],
        second["id"],
    ]
    before = solver.http.get(f"/api/v1/submissions/{first['id']}").json()
    assert before["verdict"] == "WA"
    applied = admin.http.post(f"{url}/apply").json()
    assert (applied["rejudge"]["state"], applied["changed"]) == ("applied", 2)
    after = solver.http.get(f"/api/v1/submissions/{first['id']}").json()
    assert (after["verdict"], after["judging"]["replaces"]) == ("AC", before["judging"]["id"])
    assert_problem(admin.http.post(f"{url}/cancel"), 409)


def test_a_rejudge_that_is_dropped_changes_nothing(
    up: Running, admin: Somebody, solver: Somebody
) -> None:
    submission = submit(solver)
    up.finish(submission["id"], Verdict.WA)
    body = {"reason": "just looking", "submission": submission["id"]}
    url = admin.http.post("/api/v1/rejudges", json=body).headers["Location"]
    assert admin.http.post(f"{url}/cancel").json()["state"] == "cancelled"
    shown = solver.http.get(f"/api/v1/submissions/{submission['id']}").json()
    assert shown["verdict"] == "WA"
    assert url.rpartition("/")[2] in [
        each["id"] for each in admin.http.get("/api/v1/rejudges").json()["items"]
    ]


def test_a_rejudge_of_nothing_or_of_two_things_is_refused(
    admin: Somebody, solver: Somebody, author: Somebody
) -> None:
    submission = submit(solver)["id"]
    for body, status in (
        ({"reason": "none"}, 422),
        ({"reason": "both", "submission": submission, "filter": {"problem": PROBLEM}}, 422),
        ({"reason": "", "submission": submission}, 422),
        ({"reason": "unknown", "submission": "0" * 26}, 404),
        ({"reason": "nothing is done", "submission": submission}, 409),
        ({"reason": "unknown", "filter": {"problem": "unknown"}}, 404),
        ({"reason": "typo", "filter": {"verdcit": "AC"}}, 422),
    ):
        assert_problem(admin.http.post("/api/v1/rejudges", json=body), status)
    body = {"reason": "not mine", "filter": {"problem": PROBLEM}}
    assert_problem(author.http.post("/api/v1/rejudges", json=body), 403)
    assert_problem(solver.http.post("/api/v1/rejudges", json=body), 403)


def test_a_run_is_tried_and_shown_to_its_owner(
    up: Running, solver: Somebody, author: Somebody
) -> None:
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE, "inputs": ["[5]"]}
    answer = solver.http.post("/api/v1/runs?wait=0.1", json=body)
    assert answer.status_code == 201, answer.text
    run = answer.json()
    assert (run["state"], run["result"], run["problem_version"]) == ("pending", None, 1)
    url = answer.headers["Location"]
    document = {"schema": "coderound.run/1", "verdict": "AC", "cases": []}
    with up.service.store.write() as tx:
        claim = tx.jobs.claim(run["id"], "by hand", datetime.now(UTC))
        assert claim is not None
        tx.jobs.set_run_result(run["id"], document)
        assert tx.jobs.finish(claim)
    shown = solver.http.get(url).json()
    assert (shown["state"], shown["result"]) == ("done", document)
    told = solver.http.get(f"{url}/events").text
    assert "event: done" in told
    assert '"verdict": "AC"' in told
    assert_problem(author.http.get(url), 404)
    assert_problem(author.http.get(f"{url}/events"), 404)


def test_a_run_is_replayed_by_its_key(solver: Somebody) -> None:
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE}
    key = {"Idempotency-Key": "run"}
    first = solver.http.post("/api/v1/runs", json=body, headers=key)
    again = solver.http.post("/api/v1/runs", json=body, headers=key)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_webhook_shows_its_secret_once(solver: Somebody, author: Somebody) -> None:
    body = {"url": "https://example.com/hook", "events": ["judging.done"]}
    made = solver.http.post("/api/v1/webhooks", json=body)
    assert made.status_code == 201, made.text
    secret, url = made.json()["secret"], f"/api/v1/webhooks/{made.json()['id']}"
    listed = solver.http.get("/api/v1/webhooks")
    assert [each["id"] for each in listed.json()["items"]] == [made.json()["id"]]
    assert secret not in listed.text
    tried = solver.http.post(f"{url}/test")
    assert (tried.status_code, tried.json()["state"]) == (202, "pending")
    deliveries = solver.http.get(f"{url}/deliveries").json()["items"]
    assert [each["event"] for each in deliveries] == ["test"]
    for refused in (
        author.http.get(f"{url}/deliveries"),
        author.http.post(f"{url}/test"),
        author.http.delete(url),
    ):
        assert_problem(refused, 404)
    assert solver.http.delete(url).status_code == 204
    assert solver.http.get("/api/v1/webhooks").json()["items"] == []


def test_webhooks_go_to_http_and_know_their_events(solver: Somebody) -> None:
    for body in (
        {"url": "file:///etc/passwd", "events": ["judging.done"]},
        {"url": "https://example.com", "events": ["everything"]},
        {"url": "https://example.com", "events": []},
        {"url": "nonsense", "events": ["judging.done"]},
    ):
        assert_problem(solver.http.post("/api/v1/webhooks", json=body), 422)


def test_a_dead_letter_is_judged_again(up: Running, admin: Somebody, solver: Somebody) -> None:
    submission = submit(solver)
    up.finish(submission["id"], Verdict.JE)
    dead = admin.http.get("/api/v1/queue/dead?limit=1").json()["items"][0]
    assert (dead["submission"], dead["cause"]) == (submission["id"], "BoxDied")
    retried = admin.http.post(f"/api/v1/queue/dead/{dead['id']}/retry")
    assert retried.status_code == 202
    assert retried.json()["judging"]["state"] == "queued"
    assert_problem(admin.http.post(f"/api/v1/queue/dead/{dead['id']}/retry"), 409)
    up.finish(submission["id"], Verdict.AC)
    assert solver.http.get(f"/api/v1/submissions/{submission['id']}").json()["verdict"] == "AC"


def test_the_queue_tells_what_waits(admin: Somebody, solver: Somebody) -> None:
    submit(solver)
    queue = admin.http.get("/api/v1/queue").json()
    waiting = {each["priority"]: each["waiting"] for each in queue["queues"]}
    assert waiting["interactive"] >= 1
    assert queue["workers"] == []
