"""Judging again: first looked at, then it counts or is dropped."""

import pytest

from judge.errors import CallerMistake, Conflict, NotAllowed, NotFound
from judge.model.ids import new_id
from judge.model.stored import Priority, Rejudge, RejudgeState, SubmissionFilter
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.service.context import Service
from judge.service.rejudge import (
    apply_rejudge,
    cancel_rejudge,
    get_rejudge,
    list_changes,
    list_rejudges,
    matrix,
    start_rejudge,
)
from judge.service.submissions import get_submission, list_judgings
from judge.store.port import Transaction
from tests.service.conftest import Send, actions, finish, user_of

OF_PROBLEM = SubmissionFilter(problem="doubled")


def start(service: Service, user: User) -> Rejudge:
    return start_rejudge(service, user, reason="better tests", wanted=OF_PROBLEM).rejudge


def judge_all(service: Service, user: User, rejudge: Rejudge, verdict: Verdict) -> None:
    changes = list_changes(service, user, rejudge.id, after=None, limit=50, unchanged_too=True)
    for change in changes:
        finish(service, change.new_judging, verdict)


def test_a_problems_submissions_are_judged_again_looked_at_and_changed(
    service: Service, solver: User, author: User, send: Send
) -> None:
    wrong, right, waiting = send(solver, Verdict.WA), send(solver, Verdict.AC), send(solver)
    started = start_rejudge(service, author, reason="better tests", wanted=OF_PROBLEM)
    rejudge = started.rejudge
    assert (rejudge.total, rejudge.state, started.queued) == (2, RejudgeState.JUDGING, True)
    assert rejudge.filter == {"problem": "doubled"}
    assert get_rejudge(service, author, rejudge.id) == rejudge
    with pytest.raises(Conflict, match="is judging"):
        apply_rejudge(service, author, rejudge.id)
    judge_all(service, author, rejudge, Verdict.AC)
    assert get_rejudge(service, author, rejudge.id).state is RejudgeState.READY
    assert get_submission(service, solver, wrong.id).verdict is Verdict.WA
    (change,) = list_changes(service, author, rejudge.id, after=None, limit=50)
    assert (change.submission_id, change.old_verdict, change.new_verdict) == (
        wrong.id,
        Verdict.WA,
        Verdict.AC,
    )
    assert matrix(service, author, rejudge.id) == {("WA", "AC"): 1, ("AC", "AC"): 1}
    assert apply_rejudge(service, author, rejudge.id) == 2
    for submission in (wrong, right):
        assert get_submission(service, solver, submission.id).verdict is Verdict.AC
    assert get_submission(service, solver, waiting.id) == waiting
    with pytest.raises(Conflict, match="is applied"):
        apply_rejudge(service, author, rejudge.id)
    with pytest.raises(Conflict, match="is applied already"):
        cancel_rejudge(service, author, rejudge.id)
    assert actions(service)[-2:] == ["rejudge.start", "rejudge.apply"]


def test_a_dropped_rejudge_changes_nothing(
    service: Service, solver: User, author: User, send: Send
) -> None:
    submission = send(solver, Verdict.WA)
    rejudge = start(service, author)
    assert cancel_rejudge(service, author, rejudge.id).state is RejudgeState.CANCELLED
    assert get_submission(service, solver, submission.id).judging_id == submission.judging_id
    with service.store.write() as tx:
        assert claims(tx, service, author, submission.id) == []
    assert actions(service)[-1] == "rejudge.cancel"


def claims(tx: Transaction, service: Service, user: User, submission_id: str) -> list[object]:
    found = (
        tx.jobs.claim(each.id, "worker", service.clock())
        for each in tx.submissions.judgings_of(submission_id)
    )
    return [claim for claim in found if claim is not None]


def test_one_submission_is_judged_again(
    service: Service, solver: User, author: User, send: Send
) -> None:
    one, other = send(solver, Verdict.WA), send(solver, Verdict.WA)
    started = start_rejudge(service, author, reason="", submission_id=one.id)
    assert started.rejudge.total == 1
    assert len(list_judgings(service, author, one.id)) == 2
    assert len(list_judgings(service, author, other.id)) == 1


def test_it_waits_behind_everything_and_holds_nobody_back(
    service: Service, solver: User, author: User, send: Send
) -> None:
    submission = send(solver, Verdict.WA)
    start(service, author)
    new = list_judgings(service, author, submission.id)[0]
    with service.store.read() as tx:
        job = tx.jobs.get(new.id)
        assert tx.jobs.active_of(solver.id) == tx.jobs.active_of(author.id) == 0
    assert job is not None
    assert job.priority is Priority.BULK
    assert service.queue.missing([(job.id, Priority.BULK)]) == []


def test_authors_rejudge_their_own_problem_only(
    service: Service, solver: User, author: User, admin: User, send: Send
) -> None:
    submission = send(solver, Verdict.WA)
    other = user_of(service, Role.AUTHOR)
    with pytest.raises(NotAllowed):
        start(service, solver)
    with pytest.raises(NotAllowed):
        start(service, other)
    with pytest.raises(NotFound):
        start_rejudge(service, other, reason="", submission_id=submission.id)
    with pytest.raises(NotAllowed, match="within one problem"):
        start_rejudge(service, author, reason="", wanted=SubmissionFilter())
    assert start_rejudge(service, admin, reason="", wanted=SubmissionFilter()).rejudge.total == 1


def test_a_solvers_own_submission_is_not_theirs_to_rejudge(
    service: Service, author: User, send: Send
) -> None:
    other = user_of(service, Role.AUTHOR)
    submission = send(other, Verdict.WA)
    with pytest.raises(NotAllowed):
        start_rejudge(service, other, reason="", submission_id=submission.id)


def test_rejudges_are_for_who_started_them_and_admins(
    service: Service, solver: User, author: User, admin: User, send: Send
) -> None:
    send(solver, Verdict.WA)
    rejudge = start(service, author)
    by_admin = start(service, admin)
    other = user_of(service, Role.AUTHOR)
    for user in (solver, other):
        for ask in (get_rejudge, matrix, apply_rejudge, cancel_rejudge):
            with pytest.raises(NotFound):
                ask(service, user, rejudge.id)
    listed = [each.id for each in list_rejudges(service, author, before=None, limit=9)]
    assert listed == [rejudge.id]
    assert list_rejudges(service, other, before=None, limit=9) == []
    assert {each.id for each in list_rejudges(service, admin, before=None, limit=9)} == {
        rejudge.id,
        by_admin.id,
    }
    with pytest.raises(NotAllowed):
        list_rejudges(service, solver, before=None, limit=9)


def test_requests_that_mean_nothing_are_refused(
    service: Service, author: User, admin: User, solver: User, send: Send
) -> None:
    submission = send(solver)
    with pytest.raises(Conflict, match="no submission among these"):
        start(service, author)
    with pytest.raises(CallerMistake, match="expected one of them"):
        start_rejudge(service, admin, reason="")
    with pytest.raises(CallerMistake, match="expected one of them"):
        start_rejudge(
            service, admin, reason="", submission_id=submission.id, wanted=SubmissionFilter()
        )
    for reason in ("nul\0", "\ud800", "x" * 1001):
        with pytest.raises(CallerMistake, match="reason"):
            start_rejudge(service, admin, reason=reason, wanted=SubmissionFilter())
    with pytest.raises(Conflict, match="cannot be"):
        start_rejudge(service, admin, reason="", wanted=SubmissionFilter(user_id="\0"))
    for wrong in (new_id(), "x", "\0"):
        with pytest.raises(NotFound):
            get_rejudge(service, admin, wrong)
    assert list_rejudges(service, admin, before=None, limit=9) == []


def test_it_is_started_while_the_queue_is_away(
    without_queue: Service, solver: User, author: User, send: Send
) -> None:
    send(solver, Verdict.WA)
    started = start_rejudge(without_queue, author, reason="", wanted=OF_PROBLEM)
    assert not started.queued
