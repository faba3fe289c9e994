"""What every checker is."""

from typing import Protocol

from judge.model.checker import CheckResult


class Checker(Protocol):
    """Decides one output. `output` is hostile: any bytes, of any shape."""

    def check(self, case_input: bytes, answer: bytes, output: bytes) -> CheckResult:
        """Decide whether `output` is right for `case_input`, whose expected answer is `answer`.

        Raises:
            CheckerError: the answer is unusable or the checker failed; never because of `output`.
        """
