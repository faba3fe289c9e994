"""What the benchmarks share, as far as it does not depend on the machine."""

import argparse
import os
import time
from pathlib import Path

import pytest

from bench.common import busy, growth, percentile, positive, summary_ms


def test_a_percentile_is_a_value_that_was_there() -> None:
    values = [float(each) for each in range(100, 0, -1)]
    assert percentile(values, 0.5) == 51
    assert percentile(values, 0.99) == 100
    assert percentile([7.0], 0.99) == 7


def test_a_summary_tells_median_and_p99() -> None:
    assert summary_ms([3.0, 1.0, 2.0, 10.0]) == {"p50": 2.5, "p99": 10.0}


def test_growth_is_the_factor_from_one_step_to_the_next() -> None:
    assert growth([1.0, 3.0, 6.0]) == [3, 2]
    assert growth([5.0]) == []


@pytest.mark.parametrize("text", ["0", "-3", "1.5", "many"])
def test_what_counts_nothing_is_refused(text: str) -> None:
    with pytest.raises((argparse.ArgumentTypeError, ValueError)):
        positive(text)
    assert positive("3") == 3


def test_busy_processes_keep_to_their_processor_and_end_with_the_block() -> None:
    cpu = min(os.sched_getaffinity(0))
    with busy([cpu, cpu]):
        spinning = _wait_for_children_on(cpu, count=2)
    assert not any(Path(f"/proc/{pid}").exists() for pid in spinning)


def _wait_for_children_on(cpu: int, count: int) -> list[int]:
    """Our children that are bound to this processor, once there are so many."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
        bound = [int(pid) for pid in own if os.sched_getaffinity(int(pid)) == {cpu}]
        if len(bound) >= count:
            return bound
    pytest.fail("the processes are not there")
