"""Small test data, kept in memory: sixty files opened for twenty tests take longer than all else we do."""

from pydantic import Field

from judge.model.problem import Problem, TestCase, TestGroup, cases_of

MAX_HELD_BYTES = 1024 * 1024
"""Inputs and answers of one problem that are kept; larger data stay on the disk altogether."""


class HeldCase(TestCase):
    """A test case that knows its contents."""

    held_input: bytes = Field(repr=False)
    held_answer: bytes = Field(repr=False)

    def read_input(self) -> bytes:
        """The test's input."""
        return self.held_input

    def read_answer(self) -> bytes:
        """The expected answer."""
        return self.held_answer


def held_in_memory(problem: Problem) -> Problem:
    """The same problem; its tests know their contents, if these are small."""
    paths = [
        path for case in cases_of(problem.data) for path in (case.input_path, case.answer_path)
    ]
    if sum(path.stat().st_size for path in paths) > MAX_HELD_BYTES:
        return problem
    return problem.model_copy(update={"data": _held(problem.data)})


def _held(group: TestGroup) -> TestGroup:
    return group.model_copy(
        update={
            "cases": tuple(_held_case(case) for case in group.cases),
            "groups": tuple(_held(child) for child in group.groups),
        }
    )


def _held_case(case: TestCase) -> HeldCase:
    return HeldCase(**dict(case), held_input=case.read_input(), held_answer=case.read_answer())
