"""What the operator sees and does: the queue, dead letters, the audit log; and webhooks of users."""

from pathlib import Path

import pytest

from judge.errors import CallerMistake, Conflict, NotAllowed, NotFound
from judge.model.ids import new_id
from judge.model.stored import DeliveryState, Priority, VersionState
from judge.model.submission import JudgingState
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.service.archives import pack
from judge.service.audit import list_audit
from judge.service.context import Service
from judge.service.packages import upload
from judge.service.queue_view import dead_letters, queue_state, retry_dead
from judge.service.submissions import get_submission
from judge.service.webhooks import (
    MAX_ENDPOINTS,
    create_endpoint,
    delete_endpoint,
    list_deliveries,
    list_endpoints,
    send_test,
    tell_verified,
)
from tests.service.conftest import Clock, Send, actions, finish, user_of


def test_the_queue_shows_what_waits_and_for_how_long(
    service: Service, solver: User, admin: User, send: Send, clock: Clock
) -> None:
    send(solver)
    clock.wait(7)
    claimed = send(solver)
    with service.store.write() as tx:
        tx.jobs.claim(claimed.judging_id, "worker", clock())
    state = queue_state(service, admin)
    interactive = state.queues[Priority.INTERACTIVE]
    assert (interactive.waiting, interactive.oldest_age_s) == (1, 7.0)
    bulk = state.queues[Priority.BULK]
    assert (bulk.waiting, bulk.oldest_age_s) == (0, None)
    assert [job.id for job in state.claimed] == [claimed.judging_id]
    assert state.workers is not None


def test_the_view_says_that_the_queue_does_not_answer(without_queue: Service) -> None:
    assert queue_state(without_queue, None).workers is None


def test_the_view_is_for_admins(service: Service, author: User) -> None:
    for ask in (
        lambda: queue_state(service, author),
        lambda: dead_letters(service, author, before=None, limit=9),
        lambda: retry_dead(service, author, new_id()),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_dead_letter_is_judged_again_and_counts_at_once(
    service: Service, solver: User, admin: User, send: Send
) -> None:
    fine, dead = send(solver, Verdict.WA), send(solver, Verdict.JE)
    letters = dead_letters(service, admin, before=None, limit=9)
    assert [each.id for each in letters] == [dead.judging_id]
    assert letters[0].cause == "BoxDied"
    retried = retry_dead(service, admin, dead.judging_id)
    assert retried.queued
    submission = get_submission(service, solver, dead.id)
    assert (submission.state, submission.verdict) == (JudgingState.QUEUED, None)
    assert submission.judging_id == retried.judging.id
    assert dead_letters(service, admin, before=None, limit=9) == []
    finish(service, retried.judging.id, Verdict.AC)
    assert get_submission(service, solver, dead.id).verdict is Verdict.AC
    assert actions(service)[-1] == "judging.retry"
    assert get_submission(service, solver, fine.id).verdict is Verdict.WA


def test_only_dead_letters_that_count_are_judged_again(
    service: Service, solver: User, admin: User, send: Send
) -> None:
    fine, dead = send(solver, Verdict.WA), send(solver, Verdict.JE)
    with pytest.raises(Conflict, match="did not end in JE"):
        retry_dead(service, admin, fine.judging_id)
    retry_dead(service, admin, dead.judging_id)
    with pytest.raises(Conflict, match="another judging since"):
        retry_dead(service, None, dead.judging_id)
    for wrong in (new_id(), "\0"):
        with pytest.raises(NotFound):
            retry_dead(service, admin, wrong)


def test_the_audit_log_says_who_did_what_the_latest_first(
    service: Service, author: User, admin: User, send: Send
) -> None:
    endpoint = create_endpoint(service, admin, url="https://example.org/", events=["judging.done"])
    entries = list_audit(service, admin, before=None, limit=9)
    assert [(each.action, each.user_id) for each in entries] == [
        ("webhook.create", admin.id),
        ("problem.upload", author.id),
    ]
    assert entries[0].subject == endpoint.id
    rest = list_audit(service, admin, before=entries[0].id, limit=9)
    assert [each.action for each in rest] == ["problem.upload"]


def test_the_audit_log_is_for_admins(service: Service, author: User, admin: User) -> None:
    with pytest.raises(NotAllowed):
        list_audit(service, author, before=None, limit=9)
    with pytest.raises(CallerMistake, match="cursor"):
        list_audit(service, admin, before="\0", limit=9)


def test_an_endpoint_is_told_of_what_it_wants(service: Service, solver: User, send: Send) -> None:
    endpoint = create_endpoint(
        service, solver, url="https://example.org/hook?x=1", events=["judging.done"]
    )
    assert endpoint.secret.startswith("whsec_")
    assert list_endpoints(service, solver) == [endpoint]
    submission = send(solver, Verdict.AC)
    (delivery,) = list_deliveries(service, solver, endpoint.id, before=None, limit=9)
    assert delivery.payload["type"] == "judging.done"
    assert delivery.payload["data"]["submission"] == submission.id
    trial = send_test(service, solver, endpoint.id)
    assert (trial.event, trial.state) == ("test", DeliveryState.PENDING)
    assert set(trial.payload) == set(delivery.payload)
    delete_endpoint(service, solver, endpoint.id)
    assert list_endpoints(service, solver) == []


def test_who_uploads_a_package_is_told_what_became_of_it(
    service: Service, author: User, package: Path
) -> None:
    url = "https://example.org/"
    told = create_endpoint(service, author, url=url, events=["problem.verified"])
    other = create_endpoint(service, author, url=url, events=["judging.done"])
    version = upload(service, author, pack(package)).version
    with service.store.write() as tx:
        tx.problems.set_state(version.id, VersionState.VERIFYING, VersionState.REJECTED)
        tell_verified(tx, version.id, service.clock())
    (delivery,) = list_deliveries(service, author, told.id, before=None, limit=9)
    assert delivery.payload["data"] == {"problem": "doubled", "version": 1, "state": "rejected"}
    assert list_deliveries(service, author, other.id, before=None, limit=9) == []


def test_an_endpoint_is_its_owners(service: Service, solver: User, admin: User) -> None:
    endpoint = create_endpoint(
        service, solver, url="http://example.org", events=["judging.done", "problem.verified"]
    )
    assert list_endpoints(service, admin) == []
    for wrong_id, user in ((endpoint.id, admin), (new_id(), solver), ("\0", solver)):
        for ask in (
            lambda i, u: delete_endpoint(service, u, i),
            lambda i, u: list_deliveries(service, u, i, before=None, limit=9),
            lambda i, u: send_test(service, u, i),
        ):
            with pytest.raises(NotFound):
                ask(wrong_id, user)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://user:password@example.org/",
        "https://user@example.org/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://example.org:x/",
        "https://example.org/#part",
        "https://example.org/a b",
        "https://example.org/\r\nHost: x",
        "https://exämple.org/",
        "https://[::1/",
        "https://example.org/\0",
        "https://example.org/\ud800",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_a_url_that_cannot_be_posted_to_is_refused(
    service: Service, solver: User, url: str
) -> None:
    with pytest.raises(CallerMistake, match="cannot be posted to"):
        create_endpoint(service, solver, url=url, events=["judging.done"])


@pytest.mark.parametrize("events", [[], ["judging.begun"], ["judging.done", "\ud800"]])
def test_unknown_events_are_refused(service: Service, solver: User, events: list[str]) -> None:
    with pytest.raises(CallerMistake, match="expected some of judging"):
        create_endpoint(service, solver, url="https://example.org/", events=events)


def test_there_is_a_most_of_endpoints(service: Service) -> None:
    solver = user_of(service, Role.SOLVER)
    for _ in range(MAX_ENDPOINTS):
        create_endpoint(service, solver, url="https://example.org/", events=["judging.done"])
    with pytest.raises(Conflict, match="10 endpoints"):
        create_endpoint(service, solver, url="https://example.org/", events=["judging.done"])
