"""20 tests of one program, done in the ways a user would otherwise do them, interleaved in one run.

    .venv/bin/python -m bench.overhead [--rounds N] [--slow-rounds N]

Prints JSON: medians in milliseconds for 20 tests, and ratios to bare `python3`.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.common import end_on_sigterm, milliseconds, positive
from bench.containers import KeptContainer, run_per_submission, run_per_test
from bench.programs import (
    MAIN,
    NOTHING,
    SOLUTIONS,
    TESTS,
    accepted,
    bare_ms,
    make_problem,
    submission_of,
)
from judge.judging.judge import box_spec
from judge.sandbox.docker_sandbox import DockerSandbox

BARE = "bare python3"
WARM = "warm box"
FRESH = "fresh box"
"""A box of ours for this submission alone (`CODEROUND_BOX_REUSE=never`), its start included."""
WAYS = (
    BARE,
    WARM,
    FRESH,
    "container per submission",
    "docker exec per test",
    "docker run per test",
)
_FAST = (BARE, WARM)
STACKS = ("plain", "numpy")


def measure(rounds: int, slow_rounds: int) -> dict[str, Any]:
    """Everything of this script.

    Args:
        slow_rounds: how often the ways are gone that take seconds.
    """
    with (
        tempfile.TemporaryDirectory() as name,
        KeptContainer() as container,
        _Boxes(Path(name)) as boxes,
    ):
        medians = _medians(_ways(boxes, container, Path(name)), rounds, slow_rounds)
        per_test = boxes.per_test_ms(rounds * 2)
    return {
        "medians_ms_for_20_tests": medians,
        "ratio_to_bare": {
            stack: {way: took / by_way[BARE] for way, took in by_way.items()}
            for stack, by_way in medians.items()
        },
        "overhead_ms_per_test": per_test,
    }


class _Boxes:
    """Boxes of ours, used again and used once."""

    def __init__(self, folder: Path) -> None:
        self._problem = make_problem(folder)
        self._kept, self._fresh = DockerSandbox(), DockerSandbox(reuse="never")

    def __enter__(self) -> "_Boxes":
        self._kept.prewarm(box_spec(self._problem))
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._kept.close()
        finally:
            self._fresh.close()

    def warm(self, source: str) -> None:
        """Judge in a box that is used again."""
        accepted(self._problem, submission_of(source), self._kept)

    def fresh(self, source: str) -> None:
        """Judge in a box that is started for it."""
        accepted(self._problem, submission_of(source), self._fresh)

    def per_test_ms(self, repeats: int) -> dict[str, float]:
        """A test whose program does nothing: in all, and beyond the program's own time.

        The program's own time is the processor time that the judging reports for it.
        """
        submission = submission_of(NOTHING)
        in_all: list[float] = []
        beyond: list[float] = []

        def once() -> float:
            cases = accepted(self._problem, submission, self._kept).cases
            return sum(case.cpu_time_ms or 0.0 for case in cases)

        once()
        for _ in range(repeats):
            began = time.perf_counter()
            own = once()
            took = (time.perf_counter() - began) * 1000
            in_all.append(took / TESTS)
            beyond.append((took - own) / TESTS)
        return {
            "in_all": statistics.median(in_all),
            "beyond_own_time": statistics.median(beyond),
        }


def _ways(
    boxes: _Boxes, container: KeptContainer, folder: Path
) -> dict[str, dict[str, Callable[[], object]]]:
    """For each stack what has to be done for 20 tests, by its way."""
    ways: dict[str, dict[str, Callable[[], object]]] = {}
    for stack in STACKS:
        source = SOLUTIONS[stack]
        text = source + MAIN
        actions = (
            partial(bare_ms, folder, stack),
            partial(boxes.warm, source),
            partial(boxes.fresh, source),
            partial(run_per_submission, text),
            partial(container.exec_per_test, text),
            partial(run_per_test, text),
        )
        ways[stack] = dict(zip(WAYS, actions, strict=True))
    return ways


def _medians(
    ways: dict[str, dict[str, Callable[[], object]]], rounds: int, slow_rounds: int
) -> dict[str, dict[str, float]]:
    times: dict[str, dict[str, list[float]]] = {
        stack: {way: [] for way in by_way} for stack, by_way in ways.items()
    }
    for by_way in ways.values():
        for way in _FAST:
            by_way[way]()  # warms caches
    # The slow ways are spread over the rounds, so that all meet the same host.
    slow = {round_number * rounds // slow_rounds for round_number in range(slow_rounds)}
    for round_number in range(rounds):
        for stack, by_way in ways.items():
            for way, action in by_way.items():
                if way in _FAST or round_number in slow:
                    times[stack][way].append(milliseconds(action))
    return {
        stack: {way: statistics.median(took) for way, took in by_way.items()}
        for stack, by_way in times.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=positive, default=12)
    parser.add_argument("--slow-rounds", type=positive, default=2)
    options = parser.parse_args()
    end_on_sigterm()
    print(json.dumps(measure(options.rounds, options.slow_rounds), indent=2))


if __name__ == "__main__":
    main()
