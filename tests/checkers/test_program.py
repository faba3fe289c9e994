"""Output validators of the package's own."""

import pytest

from judge.checkers.factory import open_checker
from judge.checkers.program import MAX_MESSAGE, result_of_run
from judge.errors import CheckerError
from judge.model.checker import CheckResult, Outcome, ProgramSpec
from judge.sandbox.port import LimitHit, RunReport, Sandbox

SPEC = ProgramSpec(files=(("validate.py", b""),), entry="validate.py")


def report(
    exit_code: int | None = 42,
    *,
    signal: int | None = None,
    hits: frozenset[LimitHit] = frozenset(),
    stderr: bytes = b"",
    **feedback: bytes,
) -> RunReport:
    """A report of a validator; keyword `score_txt` stands for the file `feedback/score.txt`."""
    names = {name: f"feedback/{'.'.join(name.rsplit('_', 1))}" for name in feedback}
    return RunReport(
        exit_code=exit_code,
        signal=signal,
        claim=None,
        stdout=b"",
        stderr=stderr,
        output_truncated=False,
        hits=hits,
        cpu_time_us=1,
        wall_time_us=1,
        memory_bytes=1,
        collected={names[name]: content for name, content in feedback.items()},
    )


@pytest.mark.parametrize(
    ("seen", "result"),
    [
        (report(42), CheckResult(outcome=Outcome.ACCEPTED)),
        (report(43), CheckResult(outcome=Outcome.WRONG)),
        (
            report(43, judgemessage_txt=b"too long\n", teammessage_txt="näher".encode()),
            CheckResult(outcome=Outcome.WRONG, detail="too long\n", team_message="näher"),
        ),
        (report(42, judgemessage_txt=b""), CheckResult(outcome=Outcome.ACCEPTED)),
        (report(42, score_txt=b"12.5\n"), CheckResult(outcome=Outcome.ACCEPTED, score=12.5)),
        (
            report(42, score_multiplier_txt=b" 0.25 "),
            CheckResult(outcome=Outcome.ACCEPTED, score_multiplier=0.25),
        ),
    ],
)
def test_exit_code_and_feedback_files_make_the_result(seen: RunReport, result: CheckResult) -> None:
    assert result_of_run(SPEC, seen) == result


@pytest.mark.parametrize(
    ("seen", "message"),
    [
        (report(0), "exit code 0, expected 42"),
        (report(1, stderr=b"Traceback\nKeyError: 3\n"), r"exit code 1, .*KeyError: 3"),
        (report(None, signal=11), "signal 11"),
        (report(42, hits=frozenset({LimitHit.CPU_TIME})), "hit a limit: cpu time"),
        (report(43, hits=frozenset({LimitHit.OUTPUT})), "hit a limit: output"),
        (report(43, score_txt=b"1"), "wrote a score and ended with 43"),
        (report(43, score_multiplier_txt=b"0"), "wrote a score and ended with 43"),
        (report(42, score_txt=b"1", score_multiplier_txt=b"1"), "wrote both"),
        (report(42, score_txt=b""), "expected one number that is not negative"),
        (report(42, score_txt=b"-1"), "expected one number that is not negative"),
        (report(42, score_txt=b"nan"), "expected one number that is not negative"),
        (report(42, score_txt=b"inf"), "expected one number that is not negative"),
        (report(42, score_txt=b"1e999"), "expected one number that is not negative"),
        (report(42, score_txt=b"1 2"), "expected one number that is not negative"),
        (report(42, score_txt=b"1_0"), "expected one number that is not negative"),
        (report(42, score_txt=b"0" * 300), "expected one number that is not negative"),
        (report(42, score_multiplier_txt=b"1.5"), r"expected one in \[0, 1\]"),
        (report(42, nextpass_in=b""), "multi-pass"),
        (report(43, nextpass_in=b""), "multi-pass"),
    ],
)
def test_anything_else_is_the_checkers_fault(seen: RunReport, message: str) -> None:
    with pytest.raises(CheckerError, match=f"(?s)validate.py.*{message}"):
        result_of_run(SPEC, seen)


def test_long_messages_are_cut() -> None:
    result = result_of_run(SPEC, report(43, judgemessage_txt=b"\xff" * 1_000_000))
    assert result.detail is not None
    assert len(result.detail) == MAX_MESSAGE


VALIDATOR = b"""
import sys
from pathlib import Path
case_input, answer, feedback = sys.argv[1:4]
output = sys.stdin.read().split()
Path(feedback + "judgemessage.txt").write_text(" ".join([*sys.argv[4:], *output]))
if output == ["crash"]:
    raise ValueError(output)
right = int(output[0]) == int(Path(case_input).read_text()) + int(Path(answer).read_text())
sys.exit(42 if right else 43)
"""


@pytest.mark.docker
def test_a_validator_reads_input_answer_and_output_in_a_box(sandbox: Sandbox) -> None:
    spec = ProgramSpec(files=(("validate.py", VALIDATOR),), entry="validate.py", args=("a", "b c"))
    with open_checker(spec, sandbox, "python") as checker:
        right = checker.check(b"1\n", b"2\n", b"3\n")
        assert right == CheckResult(outcome=Outcome.ACCEPTED, detail="a b c 3")
        assert checker.check(b"1\n", b"2\n", b"4\n").outcome is Outcome.WRONG
        with pytest.raises(CheckerError, match="ValueError"):
            checker.check(b"1\n", b"2\n", b"crash\n")


@pytest.mark.docker
def test_a_validator_that_does_not_compile_is_the_packages_fault(sandbox: Sandbox) -> None:
    spec = ProgramSpec(files=(("validate.py", b"def ("),), entry="validate.py")
    with (
        pytest.raises(CheckerError, match="does not compile"),
        open_checker(spec, sandbox, "python"),
    ):
        pass
