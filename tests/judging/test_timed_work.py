"""What is made of a timed run's report."""

import pytest

from judge.judging.timed_work import is_calm
from judge.sandbox.port import RunReport

TIMED = RunReport(
    exit_code=0,
    signal=None,
    claim=None,
    stdout=b"",
    stderr=b"",
    output_truncated=False,
    hits=frozenset(),
    cpu_time_us=101_000,
    wall_time_us=102_000,
    memory_bytes=0,
    work_time_us=100_000,
)


@pytest.mark.parametrize(
    ("waited_us", "throttled_us", "calm"),
    [
        (0, None, True),
        (None, None, True),
        (6_000, 6_000, True),
        (6_001, 0, False),
        (0, 6_001, False),
        (0, 90_000, False),
    ],
)
def test_a_run_whose_program_or_box_stood_still_is_disturbed(
    waited_us: int | None, throttled_us: int | None, calm: bool
) -> None:
    report = TIMED.model_copy(
        update={"waited_time_us": waited_us, "throttled_time_us": throttled_us}
    )
    assert is_calm(report) is calm
