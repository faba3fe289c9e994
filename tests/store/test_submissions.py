"""Submissions and their judgings."""

from datetime import timedelta

import pytest

from judge.errors import Conflict, StoreError
from judge.model.ids import new_id
from judge.model.stored import JobState, StoredJudging, StoredSubmission, SubmissionFilter
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from tests.store.things import World, a_job, a_user, now


def listed(
    world: World, before: str | None = None, limit: int = 100, **wanted: object
) -> list[str]:
    with world.store.read() as tx:
        found = tx.submissions.list(
            SubmissionFilter.model_validate(wanted), before=before, limit=limit
        )
    return [submission.id for submission in found]


def test_a_submission_comes_back_as_it_was_accepted(world: World) -> None:
    submission = world.submit()
    assert world.submission(submission) == submission
    judging = world.judging(submission.judging_id)
    assert judging.state is JudgingState.QUEUED
    assert judging.submission_id == submission.id
    with world.store.read() as tx:
        assert tx.submissions.get("none") is None
        assert tx.submissions.judging("none") is None
        assert tx.blobs.get(submission.files[0].digest) == b"print(1)\n"


def test_nothing_of_a_transaction_that_was_left_by_an_error_is_kept(world: World) -> None:
    submission = world.submit()
    new = submission.model_copy(update={"id": new_id(), "judging_id": new_id()})
    judging = world.judging(submission.judging_id).model_copy(
        update={"id": new.judging_id, "submission_id": new.id}
    )

    def add_both() -> None:
        with world.store.write() as tx:
            tx.submissions.add(new, judging)
            tx.users.add(a_user(world.user.name))

    with pytest.raises(Conflict):
        add_both()
    with world.store.read() as tx:
        assert tx.submissions.get(new.id) is None
        assert tx.submissions.judging(judging.id) is None


def test_a_submission_whose_content_was_not_kept_is_refused(world: World) -> None:
    submission = world.submit()
    file = submission.files[0].model_copy(update={"digest": "0" * 64})
    new = submission.model_copy(update={"id": new_id(), "judging_id": new_id(), "files": (file,)})
    judging = world.judging(submission.judging_id).model_copy(
        update={"id": new.judging_id, "submission_id": new.id}
    )
    with pytest.raises(StoreError) as caught, world.store.write() as tx:
        tx.submissions.add(new, judging)
    assert "0" * 64 not in str(caught.value)


def test_submissions_are_listed_latest_first_page_by_page(world: World) -> None:
    ids = sorted((world.submit().id for _ in range(5)), reverse=True)
    assert listed(world) == ids
    assert listed(world, limit=2) == ids[:2]
    assert listed(world, before=ids[1], limit=2) == ids[2:4]
    assert listed(world, before=ids[4]) == []


def test_submissions_are_listed_by_everything_that_a_filter_names(world: World) -> None:
    other = a_user()
    with world.store.write() as tx:
        tx.users.add(other)
    right, wrong = world.submit(), world.submit()
    world.judge(right, Verdict.AC)
    world.judge(wrong, Verdict.WA, 0)
    theirs = world.submit(user=other, language="cpp")
    problem = world.version.problem
    assert set(listed(world, user_id=world.user.id)) == {right.id, wrong.id}
    assert listed(world, user_id=other.id, problem=problem) == [theirs.id]
    assert listed(world, language="cpp") == [theirs.id]
    assert listed(world, verdict="WA") == [wrong.id]
    assert listed(world, problem=problem, verdict="AC", language="python3") == [right.id]
    assert listed(world, state="queued") == [theirs.id]
    assert listed(world, problem="another") == []
    assert listed(world, user_id=other.id, verdict="AC") == []


def test_submissions_are_listed_by_when_they_were_sent(world: World) -> None:
    first, second = world.submit(), world.submit()
    assert listed(world, created_after=first.created_at) == [second.id]
    assert listed(world, created_before=second.created_at) == [first.id]
    assert listed(world, created_after=second.created_at) == []


def test_what_a_user_sent_lately_is_counted(world: World) -> None:
    first, second = world.submit(), world.submit()
    with world.store.read() as tx:
        assert tx.submissions.count_since(world.user.id, first.created_at) == 2
        assert tx.submissions.count_since(world.user.id, second.created_at) == 1
        assert tx.submissions.count_since(world.user.id, now() + timedelta(hours=1)) == 0
        assert tx.submissions.count_since("nobody", first.created_at) == 0


def test_a_further_judging_does_not_count_yet(world: World) -> None:
    submission = world.submit()
    world.judge(submission)
    again = StoredJudging(
        id=new_id(),
        submission_id=submission.id,
        version_id=world.version.id,
        state=JudgingState.DONE,
        attempt=1,
        created_at=now(),
        verdict=Verdict.WA,
        score=0,
        result={"verdict": "WA"},
    )
    with world.store.write() as tx:
        tx.submissions.add_judging(again)
        found = tx.submissions.judgings_of(submission.id)
    assert [each.id for each in found] == sorted([again.id, submission.judging_id], reverse=True)
    assert all(each.result is None for each in found)
    assert world.judging(again.id) == again
    assert world.submission(submission).verdict is Verdict.AC


@pytest.mark.parametrize("step", ["queued", "claimed", "running"])
def test_a_judging_can_be_cancelled_until_it_is_done(world: World, step: str) -> None:
    submission = world.submit()
    judging_id, at = submission.judging_id, now()
    if step != "queued":
        claim = world.claim(judging_id)
    if step == "running":
        with world.store.write() as tx:
            assert tx.jobs.note_running(claim)
    with world.store.write() as tx:
        assert tx.submissions.cancel(judging_id, at)
    assert world.submission(submission).state is JudgingState.CANCELLED
    judging = world.judging(judging_id)
    assert (judging.state, judging.finished_at) == (JudgingState.CANCELLED, at)
    assert world.job(judging_id).state is JobState.DONE
    with world.store.write() as tx:
        assert not tx.submissions.cancel(judging_id, at)
        assert tx.jobs.claim(judging_id, "worker-2", at) is None
    if step != "queued":
        assert not world.finish(claim)
        with world.store.write() as tx:
            assert not tx.jobs.renew(claim)


def test_what_is_done_cannot_be_cancelled(world: World) -> None:
    submission = world.submit()
    world.judge(submission)
    before = world.judging(submission.judging_id)
    with world.store.write() as tx:
        assert not tx.submissions.cancel(submission.judging_id, now())
        assert not tx.submissions.cancel("none", now())
    assert world.judging(submission.judging_id) == before


def test_cancelling_a_judging_that_does_not_count_leaves_the_submission(world: World) -> None:
    submission: StoredSubmission = world.submit()
    world.judge(submission)
    again = world.judging(submission.judging_id).model_copy(
        update={"id": new_id(), "state": JudgingState.QUEUED, "result": None}
    )
    with world.store.write() as tx:
        tx.submissions.add_judging(again)
        assert tx.submissions.cancel(again.id, now())
    assert world.submission(submission).state is JudgingState.DONE


def test_a_judging_that_replaces_another_counts_at_once(world: World) -> None:
    submission = world.submit()
    world.judge(submission, Verdict.JE, 0)
    again = StoredJudging(
        id=new_id(),
        submission_id=submission.id,
        version_id=world.version.id,
        state=JudgingState.QUEUED,
        attempt=0,
        created_at=now(),
        replaces=submission.judging_id,
    )
    with world.store.write() as tx:
        assert tx.submissions.replace_judging(again)
        tx.jobs.add(a_job(again.id))
    shown = world.submission(submission)
    assert (shown.judging_id, shown.state) == (again.id, JudgingState.QUEUED)
    assert (shown.verdict, shown.score) == (None, None)
    old = world.judging(submission.judging_id)
    assert (old.state, old.verdict) == (JudgingState.SUPERSEDED, Verdict.JE)
    with world.store.read() as tx:
        assert tx.jobs.dead(before=None, limit=10) == []
    world.judge(shown, Verdict.AC)
    assert world.submission(submission).verdict is Verdict.AC


@pytest.mark.parametrize("why", ["it is not done", "another one counts"])
def test_only_the_judging_that_counts_and_is_done_is_replaced(world: World, why: str) -> None:
    submission = world.submit()
    if why == "another one counts":
        world.judge(submission)
    again = world.judging(submission.judging_id).model_copy(
        update={
            "id": new_id(),
            "state": JudgingState.QUEUED,
            "result": None,
            "replaces": submission.judging_id if why == "it is not done" else "another",
        }
    )
    before = world.submission(submission)
    with world.store.write() as tx:
        assert not tx.submissions.replace_judging(again)
    assert world.submission(submission) == before
    with world.store.read() as tx:
        assert tx.submissions.judging(again.id) is None
