"""Rejudges: preview, application, and that nobody's verdict changes before."""

import pytest

from judge.model.stored import (
    Job,
    JobState,
    Priority,
    Rejudge,
    RejudgeState,
    StoredSubmission,
    SubmissionFilter,
)
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from tests.store.things import World, a_rejudge, now

AC, WA, JE = Verdict.AC, Verdict.WA, Verdict.JE


def begun(
    world: World, submission_id: str | None = None, **wanted: object
) -> tuple[Rejudge, list[Job]]:
    """A rejudge and its jobs by the age of their submissions."""
    rejudge = a_rejudge()
    with world.store.write() as tx:
        tx.rejudges.add(rejudge)
        ids = tx.rejudges.add_judgings(
            rejudge.id, SubmissionFilter.model_validate(wanted), submission_id, now()
        )
    return rejudge, [world.job(each) for each in ids]


def judged(world: World, verdict: Verdict = AC, score: float = 100) -> StoredSubmission:
    submission = world.submit()
    world.judge(submission, verdict, score)
    return submission


def rejudged(world: World, new: list[Verdict]) -> tuple[str, list[str]]:
    """A rejudge of accepted submissions that is ready, and the ids of its submissions in order."""
    ids = sorted(judged(world).id for _ in new)
    rejudge, jobs = begun(world)
    for job, verdict in zip(jobs, new, strict=True):
        assert world.finish(world.claim(job.id), verdict, 100 if verdict is AC else 0)
    return rejudge.id, ids


def state(world: World, rejudge_id: str) -> RejudgeState:
    with world.store.read() as tx:
        found = tx.rejudges.get(rejudge_id)
    assert found is not None
    return found.state


def test_a_rejudge_judges_all_that_is_meant_by_the_published_version(world: World) -> None:
    done, waiting, other = judged(world), world.submit(), judged(world, WA)
    version = world.publish(world.version.problem)
    rejudge, jobs = begun(world, verdict=AC)
    assert [job.priority for job in jobs] == [Priority.BULK]
    assert jobs[0].user_id is None
    judging = world.judging(jobs[0].id)
    assert (judging.submission_id, judging.version_id) == (done.id, version.id)
    assert (judging.rejudge_id, judging.replaces) == (rejudge.id, done.judging_id)
    assert judging.state is JudgingState.QUEUED
    with world.store.read() as tx:
        found = tx.rejudges.get(rejudge.id)
        assert found is not None
        assert (found.total, found.done, found.state) == (1, 0, RejudgeState.JUDGING)
        assert tx.rejudges.get("none") is None
    assert len(world_judgings(world, waiting)) == 1
    assert len(world_judgings(world, other)) == 1


def world_judgings(world: World, submission: StoredSubmission) -> list[str]:
    with world.store.read() as tx:
        return [judging.id for judging in tx.submissions.judgings_of(submission.id)]


def test_one_submission_is_rejudged_by_its_id(world: World) -> None:
    wanted, _ = judged(world), judged(world)
    _, jobs = begun(world, submission_id=wanted.id)
    assert [world.judging(job.id).submission_id for job in jobs] == [wanted.id]


def test_a_rejudge_of_nothing_is_ready_at_once(world: World) -> None:
    rejudge, jobs = begun(world)
    assert jobs == []
    assert state(world, rejudge.id) is RejudgeState.READY


def test_the_last_judging_that_ends_makes_it_ready(world: World) -> None:
    for _ in range(3):
        judged(world)
    rejudge, jobs = begun(world)
    world.finish(world.claim(jobs[0].id))
    with world.store.write() as tx:
        assert tx.submissions.cancel(jobs[1].id, now())
    assert state(world, rejudge.id) is RejudgeState.JUDGING
    world.finish(world.claim(jobs[2].id))
    assert state(world, rejudge.id) is RejudgeState.READY


def test_nothing_changes_before_a_rejudge_is_applied(world: World) -> None:
    submission = judged(world, AC)
    before = world.submission(submission)
    rejudge, jobs = begun(world)
    claim = world.claim(jobs[0].id)
    with world.store.write() as tx:
        assert tx.jobs.note_running(claim)
    assert world.finish(claim, WA, 0)
    assert world.submission(submission) == before
    with world.store.read() as tx:
        (change,) = tx.rejudges.changes(rejudge.id, after=None, limit=10, all_=False)
    assert (change.submission_id, change.user_id) == (submission.id, world.user.id)
    assert (change.old_judging, change.new_judging) == (submission.judging_id, jobs[0].id)
    assert (change.old_verdict, change.new_verdict) == (AC, WA)
    assert (change.old_score, change.new_score) == (100, 0)


def test_changes_are_those_of_verdict_or_score_page_by_page(world: World) -> None:
    rejudge_id, ids = rejudged(world, [WA, AC, WA, WA])
    same = judged(world)
    with world.store.read() as tx:
        assert [
            change.submission_id
            for change in tx.rejudges.changes(rejudge_id, after=None, limit=2, all_=False)
        ] == [ids[0], ids[2]]
        rest = tx.rejudges.changes(rejudge_id, after=ids[2], limit=10, all_=False)
        assert [change.submission_id for change in rest] == [ids[3]]
        assert tx.rejudges.matrix(rejudge_id) == {("AC", "WA"): 3, ("AC", "AC"): 1}
    again, jobs = begun(world, submission_id=same.id)
    assert world.finish(world.claim(jobs[0].id), AC, 100)
    with world.store.read() as tx:
        assert tx.rejudges.changes(again.id, after=None, limit=10, all_=False) == []
        assert len(tx.rejudges.changes(again.id, after=None, limit=10, all_=True)) == 1


def test_applying_lets_the_new_judgings_count(world: World) -> None:
    submission = judged(world, AC)
    rejudge, jobs = begun(world)
    with world.store.write() as tx:
        assert tx.rejudges.apply(rejudge.id) is None
    assert world.finish(world.claim(jobs[0].id), WA, 20)
    with world.store.write() as tx:
        assert tx.rejudges.apply(rejudge.id) == 1
        assert tx.rejudges.apply(rejudge.id) is None
        assert not tx.rejudges.cancel(rejudge.id, now())
    shown = world.submission(submission)
    assert shown.judging_id == jobs[0].id
    assert (shown.state, shown.verdict, shown.score) == (JudgingState.DONE, WA, 20)
    old = world.judging(submission.judging_id)
    assert (old.state, old.verdict, old.score) == (JudgingState.SUPERSEDED, AC, 100)
    assert old.result is not None
    assert world.judging(jobs[0].id).state is JudgingState.DONE
    assert state(world, rejudge.id) is RejudgeState.APPLIED


def test_our_own_failure_replaces_nobodys_verdict(world: World) -> None:
    submission = judged(world, AC)
    rejudge, jobs = begun(world)
    assert world.finish(world.claim(jobs[0].id), JE, 0)
    with world.store.write() as tx:
        assert tx.rejudges.matrix(rejudge.id) == {("AC", "JE"): 1}
        assert tx.rejudges.apply(rejudge.id) == 0
    assert world.submission(submission).verdict is AC
    assert world.judging(submission.judging_id).state is JudgingState.DONE


def test_of_two_rejudges_the_later_one_does_not_replace_what_the_first_has_replaced(
    world: World,
) -> None:
    submission = judged(world, AC)
    first, first_jobs = begun(world)
    second, second_jobs = begun(world)
    assert world.finish(world.claim(first_jobs[0].id), WA, 1)
    assert world.finish(world.claim(second_jobs[0].id), WA, 2)
    with world.store.write() as tx:
        assert tx.rejudges.apply(first.id) == 1
        assert tx.rejudges.apply(second.id) == 0
    assert world.submission(submission).judging_id == first_jobs[0].id


def test_cancelling_drops_what_waits_and_supersedes_what_is_done(world: World) -> None:
    submissions = [judged(world, AC) for _ in range(3)]
    rejudge, jobs = begun(world)
    assert world.finish(world.claim(jobs[0].id), WA, 0)
    claim = world.claim(jobs[1].id)
    with world.store.write() as tx:
        assert tx.rejudges.cancel(rejudge.id, now())
        assert not tx.rejudges.cancel(rejudge.id, now())
        assert tx.rejudges.apply(rejudge.id) is None
        assert tx.jobs.claim(jobs[2].id, "worker-2", now()) is None
    assert not world.finish(claim, WA, 0)
    assert [world.judging(job.id).state for job in jobs] == [
        JudgingState.SUPERSEDED,
        JudgingState.CANCELLED,
        JudgingState.CANCELLED,
    ]
    assert [world.job(job.id).state for job in jobs] == [JobState.DONE] * 3
    assert state(world, rejudge.id) is RejudgeState.CANCELLED
    assert all(world.submission(each).verdict is AC for each in submissions)


def test_rejudges_are_listed_latest_first(world: World) -> None:
    ids = sorted((begun(world)[0].id for _ in range(3)), reverse=True)
    with world.store.read() as tx:
        assert [rejudge.id for rejudge in tx.rejudges.list(before=None, limit=2)] == ids[:2]
        assert [rejudge.id for rejudge in tx.rejudges.list(before=ids[1], limit=2)] == ids[2:]


@pytest.mark.parametrize("expected", list(RejudgeState))
def test_a_state_changes_only_from_the_one_that_was_expected(
    world: World, expected: RejudgeState
) -> None:
    judged(world)
    rejudge, _ = begun(world)
    with world.store.write() as tx:
        moved = tx.rejudges.set_state(rejudge.id, expected, RejudgeState.READY)
    assert moved == (expected is RejudgeState.JUDGING)


def test_rejudges_are_listed_by_who_started_them(world: World) -> None:
    theirs = a_rejudge().model_copy(update={"created_by": world.user.id})
    with world.store.write() as tx:
        tx.rejudges.add(a_rejudge())
        tx.rejudges.add(theirs)
        found = tx.rejudges.list(before=None, limit=10, created_by=world.user.id)
    assert found == [theirs]
