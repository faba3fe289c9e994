"""docs/checkers.md says what the code takes."""

from pathlib import Path

import pytest

from judge.model.base import Value
from judge.model.checker import (
    ClustersSpec,
    ExactSpec,
    NumericSpec,
    SetOfSetsSpec,
    TokensSpec,
    UnorderedSpec,
)

PAGE = (Path(__file__).parents[2] / "docs" / "checkers.md").read_text()


@pytest.mark.parametrize(
    "spec", [ExactSpec, UnorderedSpec, SetOfSetsSpec, NumericSpec, ClustersSpec, TokensSpec]
)
def test_every_checker_and_parameter_is_documented(spec: type[Value]) -> None:
    kind = spec.model_fields["kind"].default
    _, _, rest = PAGE.partition(f"\n## {kind}\n")
    section, _, _ = rest.partition("\n## ")
    assert section
    for parameter in set(spec.model_fields) - {"kind"}:
        assert f"`{parameter}" in section
