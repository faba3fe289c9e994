"""Opening checkers."""

import subprocess
import sys

import pytest
from pydantic import TypeAdapter

from judge.checkers.factory import open_checker
from judge.model.checker import CheckerSpec, Outcome
from judge.sandbox.port import Box, BoxSpec, Sandbox


class NoSandbox:
    """Gives out no box: checkers of data need none."""

    def box(self, spec: BoxSpec) -> Box:
        raise AssertionError("a box was asked for")

    def close(self) -> None:
        raise AssertionError("not the checker's to close")


@pytest.mark.parametrize(
    ("kind", "answer", "output"),
    [
        ("exact", b"[1, 2]", b"[1,2]"),
        ("unordered", b"[1, 2]", b"[2,1]"),
        ("set_of_sets", b"[[1, 2], [3]]", b"[[3],[2,1]]"),
        ("numeric", b"[1, 2]", b"[1.0,2.0]"),
        ("clusters", b"[1, 2]", b"[2,1]"),
        ("tokens", b"1 2", b"1\n2\n"),
    ],
)
def test_every_checker_of_data_opens_without_a_box(kind: str, answer: bytes, output: bytes) -> None:
    spec: CheckerSpec = TypeAdapter(CheckerSpec).validate_python({"kind": kind})
    sandbox: Sandbox = NoSandbox()  # type: ignore[assignment]
    with open_checker(spec, sandbox, "python") as checker:
        assert checker.check(b"", answer, output).outcome is Outcome.ACCEPTED
        assert checker.check(b"", answer, b"[[7]]").outcome is Outcome.WRONG


def test_numpy_is_not_imported_before_a_checker_needs_it() -> None:
    code = "import sys, judge.checkers.factory; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
