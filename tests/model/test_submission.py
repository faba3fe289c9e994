"""How far a runtime result can be relied on."""

from typing import Any

import pytest

from judge.model.submission import NOISY, Points, Runtime

CALM = Runtime(
    ratio=1.0,
    interval=(0.98, 1.02),
    comparison="same",
    rounds=5,
    repeated=0,
    noise=0.01,
    submission_ms=10.0,
    reference_ms=10.0,
    import_ms=1.0,
    submission_memory_bytes=1,
    reference_memory_bytes=1,
)


@pytest.mark.parametrize(
    ("changes", "low"),
    [
        ({}, False),
        ({"noise": NOISY, "noise_floor": NOISY}, False),
        ({"noise": NOISY + 0.001}, True),
        ({"noise_floor": NOISY + 0.001}, True),
        ({"repeated": 19}, False),
        ({"repeated": 20}, True),
    ],
)
def test_what_was_measured_on_a_noisy_host_has_low_confidence(
    changes: dict[str, Any], low: bool
) -> None:
    measured = CALM.model_dump(exclude={"low_confidence"}) | changes
    assert Runtime.model_validate(measured).low_confidence is low
    told = Runtime.model_validate(measured).model_dump()
    assert told["low_confidence"] is low
    assert Runtime.model_validate(told).model_dump() == told


@pytest.mark.parametrize("key", ["noise_floor", "throttled", "memory"])
def test_results_of_before_something_was_told_can_be_read(key: str) -> None:
    stored = CALM.model_dump(exclude={key})
    assert getattr(Runtime.model_validate(stored), key) is None


def test_points_of_before_memory_was_scored_can_be_read() -> None:
    points = Points.model_validate({"correctness": 80.0, "runtime": 17.5})
    assert (points.memory, points.total) == (None, 97.5)
