"""From the description of a checker to one that checks."""

from collections.abc import Iterator
from contextlib import contextmanager

from judge.checkers.base import Checker
from judge.checkers.exact import ExactChecker
from judge.checkers.program import open_program_checker
from judge.checkers.set_of_sets import SetOfSetsChecker
from judge.checkers.tokens import TokensChecker
from judge.checkers.unordered import UnorderedChecker
from judge.model.checker import (
    CheckerSpec,
    ClustersSpec,
    ExactSpec,
    NumericSpec,
    ProgramSpec,
    SetOfSetsSpec,
    TokensSpec,
    UnorderedSpec,
)
from judge.sandbox.port import Sandbox


@contextmanager
def open_checker(spec: CheckerSpec, sandbox: Sandbox, image: str) -> Iterator[Checker]:
    """A checker for as long as it is needed; only `program` takes a box, of the runner image `image`.

    Raises:
        CheckerError: the checker's program does not compile, or its parameters contradict each other.
        SandboxError: no box can be had.
    """
    if isinstance(spec, ProgramSpec):
        with open_program_checker(spec, sandbox, image) as checker:
            yield checker
    else:
        yield _data_checker(spec)


def _data_checker(
    spec: ExactSpec | UnorderedSpec | SetOfSetsSpec | NumericSpec | ClustersSpec | TokensSpec,
) -> Checker:
    # numpy takes 100 ms to import: only the checkers that need it pay.
    match spec:
        case ExactSpec():
            return ExactChecker()
        case UnorderedSpec():
            return UnorderedChecker()
        case SetOfSetsSpec():
            return SetOfSetsChecker()
        case TokensSpec():
            return TokensChecker(spec)
        case NumericSpec():
            from judge.checkers.numeric import NumericChecker

            return NumericChecker(spec)
        case ClustersSpec():
            from judge.checkers.clusters import ClustersChecker

            return ClustersChecker(spec)
