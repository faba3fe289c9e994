"""The budgets, and whether a run meets them: computed from its results, never written down.

A budget in milliseconds was set on a machine on which *bare*, the 20 tests with numpy started one after
another by `python3`, took 1.13 s. Where that makes a difference the same budget stands there a second time,
as a ratio to bare, which says what it asks of any machine.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.command import SETUP, WORKER

Results = Mapping[str, Any]
"""What `python -m bench` writes, by script."""

BARE_S = 1.13
"""Of the machine that the absolute budgets were set on."""
IMPORT_S = 1.7
"""Of the same machine, in the middle: bare `import torch` took 1.5 to 1.9 s."""


@dataclass(frozen=True)
class Budget:
    """One line of the table.

    Attributes:
        of: finds the value in the results; None if it is not there.
        limit: at most this, or at least this.
    """

    what: str
    limit: float
    unit: str
    of: Callable[[Results], float | None]
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether a value keeps it."""
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True)
class Line:
    """A budget with what was measured; None where that is not known, and then it is not met either."""

    budget: Budget
    value: float | None

    @property
    def met(self) -> bool | None:
        """None if nothing was measured."""
        return None if self.value is None else self.budget.met(self.value)


def at(path: str) -> Callable[[Results], float | None]:
    """What finds a number by its keys, with periods between them."""

    def find(results: Results) -> float | None:
        found: Any = results
        for key in path.split("."):
            if not isinstance(found, Mapping) or key not in found:
                return None
            found = found[key]
        return float(found)

    return find


def _slowest_read(results: Results) -> float | None:
    """The p99 of the slowest read with the most submissions."""
    steps = results.get("reads", {}).get("steps")
    if not steps:
        return None
    most = steps[max(steps, key=int)]
    return max(float(each["p99"]) for each in most["ms"].values())


def _rows(results: Results) -> float | None:
    steps = results.get("reads", {}).get("steps")
    return float(max(map(int, steps))) if steps else None


_WARM = "overhead.ratio_to_bare.{}.warm box"
_POST, _TO_BARE = "service.latency.post_to_verdict_ms", "service.latency.post_to_bare"
_TWO = "service.throughput.2"
_SAME = "the same, whatever the machine"
BUDGETS = (
    Budget("20 tests, plain Python, warm box", 0.30, "× bare", at(_WARM.format("plain"))),
    Budget("20 tests, numpy, warm box", 0.04, "× bare", at(_WARM.format("numpy"))),
    Budget(
        "a test, beyond the program's own time",
        2,
        "ms",
        at("overhead.overhead_ms_per_test.beyond_own_time"),
    ),
    Budget("POST to verdict, 20 tests, numpy, p50", 60, "ms", at(f"{_POST}.p50")),
    Budget(_SAME, 0.060 / BARE_S, "× bare", at(f"{_TO_BARE}.p50")),
    Budget("POST to verdict, 20 tests, numpy, p99", 150, "ms", at(f"{_POST}.p99")),
    Budget(_SAME, 0.150 / BARE_S, "× bare", at(f"{_TO_BARE}.p99")),
    Budget("20 tests, numpy, 2 workers", 25, "/s", at(f"{_TWO}.judged_per_s"), at_least=True),
    Budget(_SAME, 25 * BARE_S, "per bare", at(f"{_TWO}.judged_per_bare_run"), at_least=True),
    Budget("submissions lost, 2 workers", 0, "", at(f"{_TWO}.lost")),
    Budget("torch, 10 tests, warm box, p50", 250, "ms", at("torch.warm_ms.p50")),
    Budget(_SAME, 0.250 / IMPORT_S, "× import torch", at("torch.ratio_to_import")),
    Budget("slowest read over HTTP, PostgreSQL, p99", 20, "ms", _slowest_read),
    Budget("submissions stored then", 1_000_000, "", _rows, at_least=True),
    Budget("worker, start to first verdict", 2, "s", at(f"command.{WORKER}")),
    Budget("`scripts/setup`, nothing missing", 3, "s", at(f"command.{SETUP}")),
)


def table(results: Results) -> tuple[Line, ...]:
    """Every budget with what was measured."""
    return tuple(Line(budget, budget.of(results)) for budget in BUDGETS)
