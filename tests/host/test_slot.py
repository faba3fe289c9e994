"""A worker on a real queue, store and engine: what becomes of submissions."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from judge.host import slot
from judge.host.noise import HostNoise, write_noise
from judge.model.stored import JobState
from judge.model.submission import JudgingState
from judge.model.verdict import Verdict
from tests.host.conftest import MakePackage
from tests.host.house import House, until
from tests.host.solutions import BROKEN, RIGHT, SLOW

pytestmark = pytest.mark.docker


def test_submissions_are_judged_recorded_and_told(home: House, package: Path) -> None:
    version = home.add_problem(package)
    with home.slot():
        right = home.submit(version, RIGHT)
        wrong = home.submit(version, "def largest_sum(numbers):\n    return 1\n")
        broken = home.submit(version, BROKEN)
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


def test_a_noisy_host_says_so_and_its_results_do(
    home: House, package: Path, caplog: pytest.LogCaptureFixture
) -> None:
    noise = HostNoise(
        floor=0.3,
        runs=60,
        waiting=0,
        measured_at=datetime.now(UTC),
        cpu_model="Any",
        kernel="6.12.0",
    )
    write_noise(home.settings.data_dir, noise)
    version = home.add_problem(package)
    with caplog.at_level(logging.WARNING), home.slot():
        judging = home.judged(home.submit(version, RIGHT))
    assert judging.result is not None
    assert judging.result["environment"]["noise_floor"] == 0.3
    assert "this host is noisy" in caplog.text


@pytest.mark.parametrize(
    ("content", "level", "told"),
    [
        (None, logging.INFO, "judge doctor --noise"),
        ("{}", logging.WARNING, "noise.json is no record"),
    ],
)
def test_a_worker_that_knows_no_noise_floor_says_how_to_measure_it(
    home: House,
    caplog: pytest.LogCaptureFixture,
    content: str | None,
    level: int,
    told: str,
) -> None:
    if content is not None:
        (home.settings.data_dir / "noise.json").write_text(content)
    with caplog.at_level(logging.INFO), home.slot():
        until(lambda: told in caplog.text)
    records = [record for record in caplog.records if told in record.getMessage()]
    assert [record.levelno for record in records] == [level]


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


def test_a_cancelled_judging_ends_with_the_test_under_way(home: House, package: Path) -> None:
    version = home.add_problem(package)
    with home.slot():
        judging_id = home.submit(version, SLOW)
        until(lambda: "case" in home.told(judging_id))
        with home.store.write() as tx:
            assert tx.submissions.cancel(judging_id, datetime.now(UTC))
        other = home.submit(version, RIGHT)
        assert home.judged(other).verdict is Verdict.AC
    told = home.told(judging_id)
    assert "done" not in told
    result = home.judging(other).result
    assert result is not None
    assert told.count("case") < len(result["cases"])
    cancelled = home.judging(judging_id)
    assert (cancelled.state, cancelled.result) == (JudgingState.CANCELLED, None)


def test_a_judging_that_was_taken_away_is_judged_once_more_and_recorded_once(
    home: House, package: Path
) -> None:
    version = home.add_problem(package)
    with home.slot():
        judging_id = home.submit(version, SLOW)
        until(lambda: "case" in home.told(judging_id))
        until(lambda: home.take_away(judging_id))
        home.enqueue(judging_id)
        judging = home.judged(judging_id)
    assert (judging.verdict, judging.attempt) == (Verdict.AC, 2)
    done = [event for event, kind in home.events(judging_id) if kind == "done"]
    assert [event.split("-")[0] for event in done] == ["2"]


def test_a_fault_of_ours_is_tried_again_and_then_recorded_without_its_words(
    home: House, broken_checker: Path
) -> None:
    version = home.add_problem(broken_checker)
    with home.slot(max_attempts=2):
        judging = home.judged(home.submit(version, RIGHT))
    assert (judging.verdict, judging.cause) == (Verdict.JE, "CheckerError")
    assert (judging.attempt, judging.score) == (2, 0)
    assert judging.result is not None
    assert "nothing is held against the submission" in judging.result["message"]
    assert "a secret" not in str(judging.result)


def test_a_package_that_cannot_be_built_ends_its_judgings_at_once(
    home: House, package_with: MakePackage
) -> None:
    version = home.add_problem(
        package_with({"generators/numbers.py": "raise SystemExit('a secret')"})
    )
    with home.slot():
        judging = home.judged(home.submit(version, RIGHT))
    assert (judging.verdict, judging.cause, judging.attempt) == (Verdict.JE, "PackageError", 1)
    assert judging.result is not None
    assert "package cannot be used" in judging.result["message"]
    assert "a secret" not in str(judging.result)


def test_a_worker_that_is_stopped_finishes_what_it_is_at(home: House, package: Path) -> None:
    version = home.add_problem(package)
    with home.slot() as stop:
        judging_id = home.submit(version, SLOW)
        until(lambda: "case" in home.told(judging_id))
        stop.set()
    judging = home.judging(judging_id)
    assert (judging.state, judging.verdict) == (JudgingState.DONE, Verdict.AC)


def test_a_worker_that_must_stop_at_once_gives_its_job_back_uncounted(
    home: House, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slot, "STOP_GRACE_S", 0.0)
    version = home.add_problem(package)
    with home.slot() as stop:
        judging_id = home.submit(version, SLOW)
        until(lambda: "case" in home.told(judging_id))
        stop.set()
    job = home.job(judging_id)
    assert (job.state, job.attempt, job.counted_attempts) == (JobState.QUEUED, 1, 0)
    assert home.told(judging_id)[-1] == "requeued"
    with home.slot("another"):
        assert home.judged(judging_id).verdict is Verdict.AC
