"""A worker on a real queue, store and engine: what becomes of submissions."""

from pathlib import Path

import pytest

from judge.model.stored import JobState
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from tests.host.house import House, until

RIGHT = """
def largest_sum(numbers):
    best = here = 0
    for number in numbers:
        here = max(0, here + number)
        best = max(best, here)
    return best
"""
SLOW = "import time\ntime.sleep(0.4)\n" + RIGHT

pytestmark = pytest.mark.docker


def test_submissions_are_judged_recorded_and_told(home: House, package: Path) -> None:
    version = home.add_problem(package)
    with home.slot():
        right = home.submit(version, RIGHT)
        wrong = home.submit(version, "def largest_sum(numbers):\n    return 1\n")
        broken = home.submit(version, "def largest_sum(:\n")
        verdicts = [home.judged(each).verdict for each in (right, wrong, broken)]
    assert verdicts == [Verdict.AC, Verdict.WA, Verdict.CE]
    judging = home.judging(right)
    assert judging.result is not None
    assert judging.result["schema"] == "coderound.judging/1"
    assert judging.score == judging.result["score"] == 100
    assert (judging.attempt, judging.cause) == (1, None)
    assert judging.host
    assert home.job_is(right, JobState.DONE)
    with home.store.read() as tx:
        submission = tx.submissions.get(judging.submission_id)
    assert submission is not None
    assert (submission.state, submission.verdict) == (JudgingState.DONE, Verdict.AC)
    cases = len(judging.result["cases"])
    told = until(lambda: len(home.events(right)) == cases + 3 and home.events(right))
    kinds = ["claimed", "compiled", *["case"] * cases, "done"]
    assert told == [(f"1-{number}", kind) for number, kind in enumerate(kinds)]


def test_what_cannot_be_claimed_is_left_alone(home: House, package: Path) -> None:
    version = home.add_problem(package)
    with home.slot():
        home.enqueue("no-such-job")
        judging_id = home.submit(version, RIGHT)
        home.enqueue(judging_id)
        first = home.judged(judging_id)
        home.enqueue(judging_id)
        assert home.judged(home.submit(version, RIGHT)).verdict is Verdict.AC
    assert home.judging(judging_id) == first
