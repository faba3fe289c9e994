"""Models and exponents of growing times. Pure."""

import math
import random
from collections.abc import Callable

import pytest

from judge.scoring.complexity import (
    MODELS,
    Growth,
    Timings,
    growth_of,
    is_surely_worse,
    typical,
)

SIZES = [16, 32, 64, 128, 256, 512, 1024, 2048]
SMALL = [6, 8, 10, 12, 14, 16, 18, 20]
PASSES = 8

Time = Callable[[int], float]
"""Milliseconds of a call with an input of a size."""


def model(name: str, at_last_ms: float = 1.0, constant_ms: float = 0.0) -> Time:
    function, last = MODELS[name], SMALL[-1] if name == "2ⁿ" else SIZES[-1]
    return lambda n: constant_ms + at_last_ms * function(n) / function(last)


def mix(linear_share: float) -> Time:
    """A part that is linear and one that is n log n, by the former's share of the time in the middle."""
    middle = 180
    return lambda n: n * (linear_share + (1 - linear_share) * math.log(n) / math.log(middle))


def bent(time: Time, from_size: int = 64, per_doubling: float = 0.06) -> Time:
    """Slower for what no longer fits into the nearest cache."""
    return lambda n: time(n) * (1 + per_doubling * max(0.0, math.log2(n / from_size)))


def timings(
    own: Time,
    reference: tuple[Time, str] | None = None,
    *,
    noise: float = 0.02,
    disturbed: float = 0.0,
    seed: int = 0,
    sizes: list[int] = SIZES,
    passes: int = PASSES,
) -> Timings:
    """Simulated measurements.

    Args:
        noise: standard deviation, as a share of the time.
        disturbed: share of the times during which another used the other half of the core.
    """
    dice = random.Random(seed)

    def measured(time: Time) -> dict[int, tuple[float, ...]]:
        def once(size: int) -> float:
            slower = 1.45 if dice.random() < disturbed else 1.0
            return time(size) * slower * (1 + abs(dice.gauss(0, noise)))

        return {size: tuple(once(size) for _ in range(passes)) for size in sizes}

    if reference is None:
        return Timings(own=measured(own))
    time, expect = reference
    return Timings(own=measured(own), reference=measured(time), expect=expect)


def named(found: list[Growth | None]) -> dict[str | None, int]:
    models = [None if each is None else each.model for each in found]
    return {name: models.count(name) for name in models}


@pytest.mark.parametrize(
    "reference", [None, (model("n log n"), "n log n")], ids=["alone", "beside"]
)
@pytest.mark.parametrize("noise", [0.0, 0.02, 0.05])
@pytest.mark.parametrize("name", ["1", "log n", "n", "n log n", "n²", "n³"])
def test_what_grows_like_a_model_is_named_by_it(
    name: str, noise: float, reference: tuple[Time, str] | None
) -> None:
    found = named(
        [growth_of(timings(model(name), reference, noise=noise, seed=seed)) for seed in range(20)]
    )
    assert found.get(name, 0) >= 19, found


@pytest.mark.parametrize("name", ["n", "n log n", "n²"])
def test_a_constant_part_does_not_change_the_model(name: str) -> None:
    found = growth_of(timings(model(name, 1.0, constant_ms=0.05)))
    assert found is not None
    assert found.model == name


def test_exponential_growth_is_told_from_powers() -> None:
    found = growth_of(timings(model("2ⁿ", 100.0), sizes=[3, 5, 8, 12, 16, 24]))
    assert found is not None
    assert found.model == "2ⁿ"


@pytest.mark.parametrize("own", ["n", "n log n"])
@pytest.mark.parametrize("known", ["n", "n log n"])
@pytest.mark.parametrize("per_doubling", [0.02, 0.06, 0.1])
def test_what_a_cache_does_to_both_is_taken_out(own: str, known: str, per_doubling: float) -> None:
    reference = (bent(model(known), per_doubling=per_doubling), known)
    found = named(
        [
            growth_of(timings(bent(model(own), per_doubling=per_doubling), reference, seed=seed))
            for seed in range(20)
        ]
    )
    assert found == {own: 20}


@pytest.mark.parametrize("linear_share", [0.0, 0.3, 0.5])
def test_a_logarithm_beside_a_linear_part_is_seen(linear_share: float) -> None:
    found = named([growth_of(timings(mix(linear_share), seed=seed)) for seed in range(20)])
    assert found == {"n log n": 20}


@pytest.mark.parametrize("linear_share", [0.68, 0.7])
def test_between_two_models_nothing_is_said(linear_share: float) -> None:
    found = named([growth_of(timings(mix(linear_share), seed=seed)) for seed in range(20)])
    assert found.get(None, 0) >= 10, found


@pytest.mark.parametrize("disturbed", [0.1, 0.3, 0.5])
@pytest.mark.parametrize("own", ["n", "n log n", "n²"])
def test_a_busy_host_leads_to_silence_and_not_to_another_model(own: str, disturbed: float) -> None:
    reference = (model("n log n"), "n log n")
    found = named(
        [
            growth_of(timings(model(own), reference, disturbed=disturbed, noise=0.05, seed=seed))
            for seed in range(20)
        ]
    )
    assert set(found) <= {own, None} or found.get(own, 0) >= 19, found


@pytest.mark.parametrize("own", ["n", "n log n", "n²"])
def test_a_host_that_is_always_busy_changes_nothing(own: str) -> None:
    reference = (model("n log n"), "n log n")
    found = growth_of(timings(model(own), reference, disturbed=1.0))
    assert found is not None
    assert found.model == own


def test_the_unit_of_time_does_not_matter() -> None:
    usual = growth_of(timings(model("n log n", 1.0)))
    thousandth = growth_of(timings(model("n log n", 0.001)))
    assert usual is not None
    assert thousandth is not None
    assert (usual.model, usual.exponent) == (thousandth.model, thousandth.exponent)


@pytest.mark.parametrize(("name", "exponent"), [("n", 1.0), ("n²", 2.0), ("n³", 3.0)])
def test_the_interval_of_the_exponent_holds_it(name: str, exponent: float) -> None:
    found = [growth_of(timings(model(name), noise=0.05, seed=seed)) for seed in range(20)]
    held = [each is not None and each.low <= exponent <= each.high for each in found]
    assert sum(held) >= 17


@pytest.mark.parametrize(
    "measured",
    [
        Timings(own={}),
        timings(model("n"), sizes=[16, 64, 256]),
        timings(model("n"), sizes=[16, 32, 48, 64]),
        Timings(
            own={n: (ms,) * 5 for n, ms in zip(SIZES, [5, 90, 3, 50, 2, 7, 60, 4], strict=True)}
        ),
        timings(lambda _: -0.01),
    ],
    ids=["nothing", "few sizes", "a narrow span", "no order in it", "less than nothing"],
)
def test_where_there_is_not_enough_to_see_nothing_is_said(measured: Timings) -> None:
    assert growth_of(measured) is None


@pytest.mark.parametrize(
    ("name", "expected", "worse"),
    [
        ("n²", "n log n", True),
        ("n²", "n", True),
        ("n log n", "n", False),
        ("n", "n log n", False),
        ("n²", "n²", False),
        ("n³", "n²", True),
        ("n²", "2ⁿ", False),
    ],
)
def test_worse_than_expected_is_what_surely_is(name: str, expected: str, worse: bool) -> None:
    found = growth_of(timings(model(name)))
    assert found is not None
    assert is_surely_worse(found, expected, SIZES) is worse


def test_cache_misses_are_no_other_complexity() -> None:
    """Memory that no longer fits into a cache makes linear work a little more than linear."""
    found = growth_of(timings(bent(model("n"), per_doubling=0.03), noise=0.0))
    assert found is None or not is_surely_worse(found, "n", SIZES)


@pytest.mark.parametrize(
    ("times_ms", "expected"), [([3.0], 3.0), ([9.0, 1.0], 1.0), ([5.0, 4.0, 0.1, 9.0, 4.2], 4.0)]
)
def test_a_typical_time_is_small_and_not_the_smallest_of_many(
    times_ms: list[float], expected: float
) -> None:
    assert typical(times_ms) == expected
