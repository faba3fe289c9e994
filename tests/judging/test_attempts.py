"""A dead box is not the submission's fault: what was under way in it is done again."""

import pytest

from judge.errors import BoxDied, EngineUnavailable
from judge.judging.attempts import ATTEMPTS, in_a_living_box


class Action:
    """Fails in the given ways, one after another, then succeeds."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.calls = list(failures), 0

    def __call__(self) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "done"


def test_deaths_of_boxes_are_outlived() -> None:
    action = Action(*[BoxDied("gone")] * (ATTEMPTS - 1))
    assert in_a_living_box(action) == "done"
    assert action.calls == ATTEMPTS


def test_when_every_box_dies_it_is_our_failure() -> None:
    action = Action(*[BoxDied("gone")] * ATTEMPTS)
    with pytest.raises(BoxDied):
        in_a_living_box(action)
    assert action.calls == ATTEMPTS


@pytest.mark.parametrize(
    "failure", [BoxDied("gone", out_of_memory=True), EngineUnavailable("no engine")]
)
def test_what_would_happen_again_is_not_tried_again(failure: Exception) -> None:
    action = Action(failure)
    with pytest.raises(type(failure)):
        in_a_living_box(action)
    assert action.calls == 1
