"""Models and exponents of growing times. Pure."""

import math
import random

import pytest

from judge.scoring.complexity import MODELS, growth_of, is_surely_worse

SIZES = [1000, 2000, 4000, 8000, 16000, 32000]
SMALL = [6, 8, 10, 12, 14, 16, 18, 20, 50]


def times(
    model: str, at_last_ms: float, noise: float = 0.0, seed: int = 0, constant_ms: float = 0.0
) -> list[tuple[int, float]]:
    dice = random.Random(seed)
    sizes = SMALL[:-1] if model == "2ⁿ" else SIZES
    function = MODELS[model]
    return [
        (
            n,
            constant_ms
            + at_last_ms * function(n) / function(sizes[-1]) * (1 + dice.gauss(0, noise)),
        )
        for n in sizes
    ]


@pytest.mark.parametrize("model", ["1", "log n", "n", "n log n", "n²", "n³"])
def test_what_grows_like_a_model_is_named_by_it(model: str) -> None:
    last = {"n²": 4000.0, "n³": 100_000.0}.get(model, 40.0)
    named = [growth_of(times(model, last, noise=0.02, seed=seed)) for seed in range(100)]
    assert sum(found is not None and found.model == model for found in named) >= 95


@pytest.mark.parametrize("model", ["n", "n log n", "n²"])
def test_a_constant_part_does_not_change_the_model(model: str) -> None:
    found = growth_of(times(model, 400.0, constant_ms=1.0))
    assert found is not None
    assert found.model == model


def test_exponential_growth_is_told_from_powers() -> None:
    doubling = [(n, 0.01 * 2.0**n) for n in (5, 8, 12, 16, 20, 40)]
    found = growth_of([*doubling[:-1], (41, 0.01 * 2.0**41)])
    assert found is not None
    assert found.model == "2ⁿ"


@pytest.mark.parametrize(("model", "exponent"), [("n", 1.0), ("n²", 2.0)])
def test_the_interval_of_the_exponent_holds_it(model: str, exponent: float) -> None:
    found = [growth_of(times(model, 4000.0, noise=0.05, seed=seed)) for seed in range(100)]
    held = [each is not None and each.low <= exponent <= each.high for each in found]
    assert sum(held) >= 88


@pytest.mark.parametrize(
    "measured",
    [
        [],
        [(1000, 1.0), (2000, 2.0), (4000, 4.0)],
        [(1000, 1.0), (1500, 1.5), (2000, 2.0), (4000, 4.0)],
        [(n, n / 1e6) for n in SIZES],
        [(n, ms) for n, ms in zip(SIZES, [5.0, 900.0, 3.0, 500.0, 2.0, 70.0], strict=True)],
    ],
    ids=["nothing", "few sizes", "a narrow span", "below the signal", "no order in it"],
)
def test_where_there_is_not_enough_to_see_nothing_is_said(
    measured: list[tuple[int, float]],
) -> None:
    assert growth_of(measured) is None


@pytest.mark.parametrize(
    ("model", "expected", "worse"),
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
def test_worse_than_expected_is_what_surely_is(model: str, expected: str, worse: bool) -> None:
    found = growth_of(times(model, 4000.0, noise=0.02))
    assert found is not None
    assert is_surely_worse(found, expected, SIZES) is worse


def test_cache_misses_are_no_other_complexity() -> None:
    """Memory that no longer fits into a cache makes linear work a little more than linear."""
    found = growth_of([(n, n / 1000 * (1 + 0.03 * math.log2(n / 1000))) for n in SIZES])
    assert found is not None
    assert not is_surely_worse(found, "n", SIZES)
