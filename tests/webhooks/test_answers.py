"""What an answer means for a delivery."""

import re
from pathlib import Path

import pytest

from judge.model.stored import DeliveryState
from judge.webhooks.dispatch import BACKOFF_S, MAX_PAUSE_S, judge_answer
from judge.webhooks.port import Answer

LAST = len(BACKOFF_S) + 1


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_2xx_is_delivered(status: int) -> None:
    outcome = judge_answer(Answer(status=status), 1)
    assert (outcome.state, outcome.pause_s) == (DeliveryState.DELIVERED, None)


@pytest.mark.parametrize("status", [101, 301, 302, 304, 307, 308, 400, 401, 404, 429, 500, 503])
def test_everything_else_is_tried_again_and_fails_in_the_end(status: int) -> None:
    for attempt, pause_s in enumerate(BACKOFF_S, start=1):
        outcome = judge_answer(Answer(status=status), attempt)
        assert (outcome.state, outcome.pause_s) == (DeliveryState.PENDING, pause_s)
    outcome = judge_answer(Answer(status=status), LAST)
    assert (outcome.state, outcome.pause_s, outcome.response) == (
        DeliveryState.FAILED,
        None,
        f"HTTP {status}",
    )
    assert not outcome.gone


def test_no_answer_is_tried_again() -> None:
    outcome = judge_answer(Answer(problem="no answer within 10 s"), 1)
    assert (outcome.state, outcome.pause_s) == (DeliveryState.PENDING, BACKOFF_S[0])
    assert outcome.response == "no answer within 10 s"


def test_what_must_not_be_sent_is_not_tried_again() -> None:
    assert judge_answer(Answer(problem="no", hopeless=True), 1).state is DeliveryState.FAILED


def test_gone_ends_it_for_the_endpoint() -> None:
    outcome = judge_answer(Answer(status=410), 1)
    assert (outcome.state, outcome.gone) == (DeliveryState.FAILED, True)


@pytest.mark.parametrize(
    ("asked_s", "attempt", "pause_s"),
    [(60, 1, 60), (1, 1, BACKOFF_S[0]), (60, 3, BACKOFF_S[2]), (10**9, 1, MAX_PAUSE_S)],
)
def test_retry_after_can_lengthen_a_pause_within_bounds(
    asked_s: int, attempt: int, pause_s: int
) -> None:
    assert judge_answer(Answer(status=503, retry_after_s=asked_s), attempt).pause_s == pause_s


def test_pauses_grow() -> None:
    assert sorted(BACKOFF_S) == list(BACKOFF_S)


def test_the_pauses_are_documented() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text("utf-8")
    found = re.search(r"sent again after (.*), ten times in all", text.replace("\n", " "))
    assert found
    units = {"s": 1, "min": 60, "h": 3600}
    documented = re.findall(r"(\d+) (s|min|h)", found[1])
    assert [int(number) * units[unit] for number, unit in documented] == list(BACKOFF_S)
    assert len(BACKOFF_S) + 1 == 10
