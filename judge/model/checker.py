"""Which checker a problem uses, with its parameters, and what a checker answers."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from judge.model.base import Value
from judge.model.hints import Hint


class ExactSpec(Value):
    """Equal values of equal types: `1 == 1.0` is wrong, `True == 1` is wrong; a tuple is a list."""

    kind: Literal["exact"] = "exact"


class UnorderedSpec(Value):
    """Equal as multisets at the top level, exact below it."""

    kind: Literal["unordered"] = "unordered"


class SetOfSetsSpec(Value):
    """A collection of collections, both in any order: anagram groups, connected components."""

    kind: Literal["set_of_sets"] = "set_of_sets"


class NumericSpec(Value):
    """Numbers within a tolerance, in any nesting of lists, dicts and arrays.

    Attributes:
        rtol: allowed error relative to the answer's magnitude.
        atol: allowed absolute error; a number is right if |x - a| <= atol + rtol * |a| (as numpy's).
        nan: `equal`: a nan answers a nan; `wrong`: a nan is never right. Infinities match only
            themselves.
        shape: `strict`: the same shape; `broadcastable_ones`: axes of length one may be dropped or added.
        dtype: `any`: int, float and bool arrays and plain numbers mix freely; `kind`: the answer's kind
            (bool, integer, floating, complex) is asked for; `exact`: an array's dtype must be the same.
    """

    kind: Literal["numeric"] = "numeric"
    rtol: float = Field(default=1e-6, ge=0, allow_inf_nan=False)
    atol: float = Field(default=1e-9, ge=0, allow_inf_nan=False)
    nan: Literal["equal", "wrong"] = "wrong"
    shape: Literal["strict", "broadcastable_ones"] = "strict"
    dtype: Literal["any", "kind", "exact"] = "any"


class ClustersSpec(Value):
    """A clustering, right up to the names of its clusters.

    Attributes:
        labels: where the labels stand in the value: an index, a key, or None if the value is them.
        centroids: where the centroids stand, or None; the relabelling that maps the labels must
            also map the centroids, within rtol and atol. Empty clusters may match in any order.
        rest: anything else in the value is compared as `numeric` does.
    """

    kind: Literal["clusters"] = "clusters"
    labels: int | str | None = None
    centroids: int | str | None = None
    rtol: float = Field(default=1e-6, ge=0, allow_inf_nan=False)
    atol: float = Field(default=1e-9, ge=0, allow_inf_nan=False)


class TokensSpec(Value):
    """The default output validator of the ICPC package format, with its flags."""

    kind: Literal["tokens"] = "tokens"
    case_sensitive: bool = False
    space_change_sensitive: bool = False
    float_absolute_tolerance: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    float_relative_tolerance: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class ProgramSpec(Value):
    """A program of the package's own, run in a box of its own.

    Attributes:
        files: names and contents of the program.
        entry: the file that is run.
        args: what it gets after input, answer and feedback directory.
    """

    kind: Literal["program"] = "program"
    files: tuple[tuple[str, bytes], ...]
    entry: str
    args: tuple[str, ...] = ()


CheckerSpec = Annotated[
    ExactSpec
    | UnorderedSpec
    | SetOfSetsSpec
    | NumericSpec
    | ClustersSpec
    | TokensSpec
    | ProgramSpec,
    Field(discriminator="kind"),
]


class Outcome(StrEnum):
    """What a checker says of an output."""

    ACCEPTED = "accepted"
    WRONG = "wrong"
    MALFORMED = "malformed"
    """Not an output at all: a claimed value that cannot be decoded. The program's fault."""


class CheckResult(Value):
    """A checker's answer.

    Attributes:
        hint: what a candidate may be told even of a secret test.
        detail: what authors and candidates with full feedback see; may quote input and answer.
        score_multiplier: share of the test's points, for packages that score; None means all or none.
        score: absolute points, for checkers that write `score.txt`.
        team_message: the checker's own words for the candidate; shown only with full feedback.
    """

    outcome: Outcome
    hint: Hint | None = None
    detail: str | None = None
    score_multiplier: float | None = Field(default=None, ge=0, le=1)
    score: float | None = None
    team_message: str | None = None
