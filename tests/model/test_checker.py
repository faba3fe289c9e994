"""Parameters of checkers."""

import math

import pytest
from pydantic import ValidationError

from judge.model.checker import ClustersSpec, NumericSpec, TokensSpec


@pytest.mark.parametrize("tolerance", [-1.0, math.inf, math.nan])
@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (NumericSpec, "rtol"),
        (NumericSpec, "atol"),
        (ClustersSpec, "rtol"),
        (ClustersSpec, "atol"),
        (TokensSpec, "float_absolute_tolerance"),
        (TokensSpec, "float_relative_tolerance"),
    ],
)
def test_a_tolerance_is_a_finite_number_that_is_not_negative(
    spec: type[NumericSpec | ClustersSpec | TokensSpec], field: str, tolerance: float
) -> None:
    with pytest.raises(ValidationError, match=field):
        spec.model_validate({field: tolerance})
