"""The checkers of one judging, opened when they are first needed and kept until its end."""

import contextlib

from judge.checkers.base import Checker
from judge.checkers.factory import open_checker
from judge.model.checker import CheckerSpec
from judge.model.problem import Problem, TestCase
from judge.sandbox.port import Sandbox


class OpenCheckers:
    """Checkers that are closed with `stack`."""

    def __init__(self, problem: Problem, sandbox: Sandbox, stack: contextlib.ExitStack) -> None:
        self._problem, self._sandbox, self._stack = problem, sandbox, stack
        self._checkers: dict[CheckerSpec, Checker] = {}

    def of(self, case: TestCase) -> Checker:
        """The checker of a test case.

        Raises:
            CheckerError: its program does not compile, or its parameters contradict each other.
            SandboxError: no box can be had for it.
        """
        spec = case.checker or self._problem.checker
        checker = self._checkers.get(spec)
        if checker is None:
            opened = open_checker(spec, self._sandbox, self._problem.image)
            checker = self._checkers[spec] = self._stack.enter_context(opened)
        return checker
