"""Everybody sees what is theirs, and cannot tell what else there is."""

from datetime import UTC, datetime, timedelta

import pytest

from judge.errors import CallerMistake, NotAllowed, NotFound
from judge.model.ids import new_id
from judge.model.stored import StoredJudging, SubmissionFilter
from judge.model.submission import CompileResult, JudgingState
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.service.context import Service
from judge.service.rejudge import apply_rejudge, cancel_rejudge, start_rejudge
from judge.service.submissions import (
    events_of,
    get_judging,
    get_source,
    get_submission,
    list_judgings,
    list_submissions,
)
from judge.service.submit import cancel
from judge.store.port import Retention
from tests.service.conftest import Clock, Send, finish, judging, user_of

ALL = SubmissionFilter()


def listed(service: Service, user: User, wanted: SubmissionFilter = ALL) -> list[str]:
    return [each.id for each in list_submissions(service, user, wanted, before=None, limit=50)]


def test_solvers_see_their_own_and_nothing_of_others(
    service: Service, solver: User, send: Send
) -> None:
    other = user_of(service, Role.SOLVER)
    mine, theirs = send(solver, Verdict.AC), send(other, Verdict.WA)
    assert get_submission(service, solver, mine.id).verdict is Verdict.AC
    assert get_judging(service, solver, mine.judging_id).result is not None
    assert listed(service, solver) == [mine.id]
    missing = new_id()
    for given in (theirs.id, missing):
        complaints = set()
        for look in (get_submission, get_source, list_judgings):
            with pytest.raises(NotFound) as caught:
                look(service, solver, given)
            complaints.add(str(caught.value).replace(given, "ID"))
        assert complaints == {"there is no submission 'ID'"}
    for given in (theirs.judging_id, missing):
        with pytest.raises(NotFound, match="there is no judging"):
            get_judging(service, solver, given)


def test_a_problems_author_and_admins_see_everybodys(
    service: Service, solver: User, author: User, admin: User, send: Send
) -> None:
    theirs = send(solver)
    of_problem = SubmissionFilter(problem="doubled")
    assert listed(service, author) == []
    assert listed(service, author, of_problem) == [theirs.id]
    assert listed(service, admin) == [theirs.id]
    for user in (author, admin):
        assert get_submission(service, user, theirs.id) == theirs
        assert get_source(service, user, theirs.id)
        assert get_judging(service, user, theirs.judging_id).submission_id == theirs.id
    other = user_of(service, Role.AUTHOR)
    assert listed(service, other, of_problem) == []
    with pytest.raises(NotFound):
        get_submission(service, other, theirs.id)


def test_an_author_who_is_one_no_more_sees_their_own_only(
    service: Service, solver: User, author: User, send: Send
) -> None:
    theirs = send(solver)
    demoted = author.model_copy(update={"role": Role.SOLVER})
    with pytest.raises(NotFound):
        get_submission(service, demoted, theirs.id)
    assert listed(service, demoted, SubmissionFilter(problem="doubled")) == []


def test_asking_for_somebody_elses_list_is_refused(
    service: Service, solver: User, admin: User, send: Send
) -> None:
    send(admin)
    with pytest.raises(NotAllowed):
        listed(service, solver, SubmissionFilter(user_id=admin.id))
    assert len(listed(service, admin, SubmissionFilter(user_id=admin.id))) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        SubmissionFilter(problem="nul\0"),
        SubmissionFilter(problem="'; DROP TABLE submissions"),
        SubmissionFilter(language="\ud800"),
        SubmissionFilter(user_id="nobody\0"),
    ],
)
def test_a_filter_that_cannot_be_finds_nothing(
    service: Service, admin: User, send: Send, wanted: SubmissionFilter
) -> None:
    send(admin)
    assert listed(service, admin, wanted) == []


def test_pages_follow_one_another(service: Service, solver: User, send: Send) -> None:
    sent = [send(solver).id for _ in range(3)]
    first = list_submissions(service, solver, ALL, before=None, limit=2)
    rest = list_submissions(service, solver, ALL, before=first[-1].id, limit=2)
    assert sorted(each.id for each in (*first, *rest)) == sorted(sent)
    with pytest.raises(CallerMistake, match="cursor"):
        list_submissions(service, solver, ALL, before="nul\0", limit=2)


@pytest.mark.parametrize(
    "given", ["", "x", "\0", "\ud800", "'; DROP TABLE submissions; --", "é" * 26]
)
def test_what_is_no_id_is_not_found(service: Service, admin: User, given: str) -> None:
    with pytest.raises(NotFound):
        get_submission(service, admin, given)
    with pytest.raises(NotFound):
        get_judging(service, admin, given)


def test_deleted_sources_keep_their_names(
    service: Service, solver: User, send: Send, clock: Clock
) -> None:
    submission = send(solver, Verdict.AC)
    kept = Retention(
        source_days=1,
        feedback_days=None,
        run_hours=1,
        idempotency_hours=1,
        delivery_days=1,
    )
    clock.wait(3 * 86400)
    with service.store.write() as tx:
        assert tx.purge(kept, datetime.now(UTC) + timedelta(days=3), 1000)
    (file,) = get_source(service, solver, submission.id)
    assert (file.name, file.content) == ("solution.py", None)


def test_what_a_rejudge_found_is_hidden_from_solvers_until_it_counts(
    service: Service, solver: User, author: User, send: Send
) -> None:
    submission = send(solver, Verdict.WA)

    def rejudged() -> tuple[str, str]:
        rejudge = start_rejudge(
            service, author, reason="better tests", submission_id=submission.id
        ).rejudge
        (new,) = [
            each.id
            for each in list_judgings(service, author, submission.id)
            if each.rejudge_id == rejudge.id
        ]
        finish(service, new, Verdict.AC)
        return rejudge.id, new

    def seen_by(user: User) -> set[str]:
        return {each.id for each in list_judgings(service, user, submission.id)}

    dropped, dropped_judging = rejudged()
    cancel_rejudge(service, author, dropped)
    pending, new = rejudged()
    assert seen_by(solver) == {submission.judging_id}
    assert seen_by(author) == {submission.judging_id, dropped_judging, new}
    for hidden in (dropped_judging, new):
        with pytest.raises(NotFound):
            get_judging(service, solver, hidden)
        assert get_judging(service, author, hidden).verdict is Verdict.AC
    apply_rejudge(service, author, pending)
    assert seen_by(solver) == {submission.judging_id, new}
    assert get_judging(service, solver, new).verdict is Verdict.AC


def stored(verdict: Verdict, compiled: CompileResult | None = None) -> StoredJudging:
    return StoredJudging(
        id=new_id(),
        submission_id=new_id(),
        version_id=new_id(),
        state=JudgingState.DONE,
        attempt=2,
        created_at=datetime.now(UTC),
        verdict=verdict,
        result=judging(verdict, compiled).document(),
    )


def test_events_are_numbered_as_they_were_told() -> None:
    events = events_of(stored(Verdict.WA))
    assert [(event.id, event.type) for event in events] == [
        ("2-0", "claimed"),
        ("2-1", "compiled"),
        ("2-2", "case"),
        ("2-3", "case"),
        ("2-4", "done"),
    ]
    assert events[1].data == {"ok": True, "message": None, "case_count": 2}
    assert events[2].data["name"] == "sample/1"
    assert events[4].data == {"verdict": "WA", "score": 0.0, "max_score": 100.0}


def test_a_compilation_that_failed_is_told_with_its_message() -> None:
    failed = CompileResult(ok=False, message="solution.py:1: invalid syntax")
    events = events_of(stored(Verdict.CE, failed))
    assert [event.type for event in events] == ["claimed", "compiled", "done"]
    assert events[1].data["ok"] is False
    assert events[1].data["message"] == "solution.py:1: invalid syntax"


def test_no_success_is_made_up_for_a_judging_that_failed_before_it_compiled() -> None:
    dead = stored(Verdict.JE)
    assert dead.result is not None
    untried = [{**case, "verdict": None} for case in dead.result["cases"]]
    dead = dead.model_copy(update={"result": {**dead.result, "cases": untried}})
    assert "compiled" not in [event.type for event in events_of(dead)]


def test_there_are_no_events_before_a_judging_is_over(
    service: Service, solver: User, send: Send
) -> None:
    assert events_of(get_judging(service, solver, send(solver).judging_id)) == []


def test_a_cancelled_judging_ends_without_a_verdict(
    service: Service, solver: User, send: Send
) -> None:
    submission = send(solver)
    cancel(service, solver, submission.id)
    (event,) = events_of(get_judging(service, solver, submission.judging_id))
    assert (event.id, event.type, event.data["verdict"]) == ("1-0", "done", None)
