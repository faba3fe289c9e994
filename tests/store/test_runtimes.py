"""Who solved a problem how fast: each user once, with their best, by the judgings that count."""

import random
from bisect import bisect_right

from judge.model.ids import new_id
from judge.model.stored import StoredSubmission, SubmissionFilter
from judge.model.submission import JudgingState
from judge.model.users import User
from judge.model.verdict import Verdict
from judge.store.port import Standing
from tests.store.things import World, a_job, a_rejudge, a_user, now, result_with

EDGES = (0.5, 1.0, 2.0)


def somebody(world: World) -> User:
    user = a_user()
    with world.store.write() as tx:
        tx.users.add(user)
    return user


def solved(
    world: World, *ratios: float | None, user: User | None = None, problem: str | None = None
) -> StoredSubmission:
    """A user's accepted submissions with these ratios; the last of them."""
    user = user or somebody(world)
    for ratio in ratios:
        submission = world.submit(user=user, problem=problem)
        claim = world.claim(submission.judging_id)
        assert world.finish(claim, result=result_with(ratio))
    return submission


def histogram(world: World, problem: str | None = None) -> list[int]:
    with world.store.read() as tx:
        return list(tx.runtimes.histogram(problem or world.version.problem, EDGES))


def standing(world: World, ratio: float, user: User | None = None) -> Standing:
    with world.store.read() as tx:
        return tx.runtimes.standing(world.version.problem, (user or world.user).id, ratio)


def judged_again(world: World, submission: StoredSubmission) -> str:
    """A further judging that counts, and waits; its id."""
    old = world.judging(submission.judging_id)
    new = old.model_copy(
        update={
            "id": new_id(),
            "state": JudgingState.QUEUED,
            "result": None,
            "verdict": None,
            "score": None,
            "replaces": old.id,
        }
    )
    with world.store.write() as tx:
        assert tx.submissions.replace_judging(new)
        tx.jobs.add(a_job(new.id))
    return new.id


def test_nobody_has_solved_it(world: World) -> None:
    assert histogram(world) == [0, 0, 0, 0]
    assert histogram(world, "no-such-problem") == [0, 0, 0, 0]
    assert standing(world, 1.0) == Standing(others=0, slower=0, equal=0)


def test_an_edge_belongs_to_what_lies_above_it(world: World) -> None:
    for ratio in (0.0, 0.499, 0.5, 0.999, 1.0, 2.0, 1e9):
        solved(world, ratio)
    assert histogram(world) == [2, 2, 1, 2]


def test_a_user_counts_once_with_the_best(world: World) -> None:
    solved(world, 1.5, 0.7, 3.0)
    solved(world, None, 5.0, None)
    assert histogram(world) == [0, 1, 0, 1]
    assert standing(world, 1.0) == Standing(others=2, slower=1, equal=0)


def test_ties_are_told_apart_from_slower_ones(world: World) -> None:
    for ratio in (1.234, 1.234, 1.235, 1.233):
        solved(world, ratio)
    assert standing(world, 1.234) == Standing(others=4, slower=1, equal=2)


def test_ones_own_are_not_among_the_others(world: World) -> None:
    solved(world, 0.6, 9.0, user=world.user)
    other = somebody(world)
    solved(world, 1.5, user=other)
    assert standing(world, 0.6) == Standing(others=1, slower=1, equal=0)
    assert standing(world, 1.5, other) == Standing(others=1, slower=0, equal=0)


def test_what_is_not_accepted_or_has_no_ratio_does_not_count(world: World) -> None:
    solved(world, None)
    waiting, wrong = world.submit(), world.submit()
    world.claim(waiting.judging_id)
    assert world.finish(world.claim(wrong.judging_id), Verdict.WA, 0, result_with(0.7))
    assert histogram(world) == [0, 0, 0, 0]


def test_other_problems_do_not_count(world: World) -> None:
    user, other = somebody(world), world.publish("another-problem").problem
    solved(world, 3.0, user=user)
    solved(world, 0.1, user=user, problem=other)
    assert (histogram(world), histogram(world, other)) == ([0, 0, 0, 1], [1, 0, 0, 0])


def test_only_the_judging_that_counts_is_looked_at(world: World) -> None:
    judging_id = judged_again(world, solved(world, 0.7))
    assert histogram(world) == [0, 0, 0, 0]
    assert world.finish(world.claim(judging_id), result=result_with(1.7))
    assert histogram(world) == [0, 0, 1, 0]


def test_a_rejudge_counts_from_when_it_is_applied(world: World) -> None:
    solved(world, 0.7)
    rejudge = a_rejudge()
    wanted = SubmissionFilter(problem=world.version.problem)
    with world.store.write() as tx:
        tx.rejudges.add(rejudge)
        (job_id,) = tx.rejudges.add_judgings(rejudge.id, wanted, None, now())
    assert world.finish(world.claim(job_id), result=result_with(4.0))
    assert histogram(world) == [0, 1, 0, 0]
    with world.store.write() as tx:
        assert tx.rejudges.apply(rejudge.id) == 1
    assert histogram(world) == [0, 0, 0, 1]


def test_the_database_counts_as_we_would(world: World) -> None:
    dice = random.Random(5)
    best = []
    for _ in range(30):
        ratios = [round(dice.choice(EDGES) * dice.choice((0.9, 1, 1.1)), 3) for _ in range(2)]
        solved(world, *ratios)
        best.append(min(ratios))
    places = [bisect_right(EDGES, ratio) for ratio in best]
    assert histogram(world) == [places.count(place) for place in range(len(EDGES) + 1)]
    for ratio in (*EDGES, *best[:5], 0.7):
        expected = Standing(
            others=len(best),
            slower=sum(each > ratio for each in best),
            equal=best.count(ratio),
        )
        assert standing(world, ratio) == expected
