"""Every ending of a command line: its message, its exit code, its document."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from judge.cli import exit_codes
from judge.errors import BoxDied, CallerMistake, CheckerError, JudgeError, NotFound, PackageError
from judge.model.verdict import Verdict
from tests.cli.command_line import JUDGE, Judge


def test_a_bare_command_shows_what_there_is(judge: Judge) -> None:
    outcome = judge()
    assert outcome.code == 2
    for command in ("run", "problem", "images", "doctor", "demo"):
        assert f"  {command}  " in outcome.err


def test_help_is_no_mistake(judge: Judge) -> None:
    outcome = judge("run", "--help")
    assert outcome.code == 0
    assert "isolates" in outcome.out


def test_help_imports_nothing_heavy() -> None:
    """What takes longer to import than a submission to judge is imported by who needs it."""
    program = (
        "import sys, judge.cli.main; judge.cli.main.run_command_line(['--help']);"
        "heavy = {'pydantic', 'numpy', 'docker', 'rich', 'yaml'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["run"],
        ["run", "a", "b", "--frobnicate"],
        ["run", "a", "b", "--sandbox", "vm"],
    ],
)
def test_a_command_line_that_makes_no_sense_names_the_help(
    judge: Judge, arguments: list[str]
) -> None:
    outcome = judge(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "--help" in outcome.err


def test_with_json_even_a_wrong_option_is_a_document(judge: Judge) -> None:
    outcome = judge("run", "--json", "--frobnicate")
    assert outcome.code == 2
    document = outcome.document()
    assert document["schema"] == "coderound.error/1"
    assert "--frobnicate" in document["error"]["message"]
    assert document["error"]["exit_code"] == 2


def test_an_unknown_problem_is_the_callers_mistake(judge: Judge, workplace: Path) -> None:
    outcome = judge("run", "a-functon", workplace / "solution.py", "--json")
    assert outcome.code == 2
    assert outcome.document()["error"]["type"] == "NotFound"
    assert 'did you mean "a-function"?' in outcome.err


def test_an_unusable_setting_is_the_callers_mistake(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_BOX_CPUS", "-1")
    outcome = judge("problem", "list")
    assert outcome.code == 2
    assert "CODEROUND_BOX_CPUS" in outcome.err


def test_a_bug_of_ours_is_short_unless_it_is_asked_for(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("judge.settings.load_settings", broken)
    outcome = judge("problem", "list", "--json")
    assert outcome.code == 3
    assert outcome.document()["error"]["type"] == "ZeroDivisionError"
    assert "Traceback" not in outcome.err
    assert "CODEROUND_DEBUG=1" in outcome.err
    monkeypatch.setenv("CODEROUND_DEBUG", "1")
    assert "Traceback" in judge("problem", "list").err


def test_a_full_disk_is_named_and_no_bug(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/data/cache")

    monkeypatch.setattr("judge.settings.load_settings", broken)
    outcome = judge("problem", "list")
    assert outcome.code == 3
    assert outcome.err.startswith("error: /data/cache: No space left on device\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CallerMistake("x"), 2),
        (PackageError("x"), 2),
        (NotFound("x"), 2),
        (BoxDied("x"), 3),
        (CheckerError("x"), 3),
        (JudgeError("x"), 3),
        (ValueError("x"), 3),
    ],
)
def test_only_the_callers_mistakes_are_held_against_the_caller(error: Exception, code: int) -> None:
    assert exit_codes.exit_code_of(error) == code


@pytest.mark.parametrize(
    ("verdict", "code"),
    [(Verdict.AC, 0), (Verdict.JE, 3)]
    + [(verdict, 1) for verdict in Verdict if verdict not in (Verdict.AC, Verdict.JE)],
)
def test_a_verdict_has_its_exit_code(verdict: Verdict, code: int) -> None:
    assert exit_codes.exit_code_of_verdict(verdict) == code


def test_a_reader_who_has_seen_enough_is_no_error(workplace: Path) -> None:
    """The pipe is closed before anything is written to it."""
    process = subprocess.Popen(
        [*JUDGE, "problem", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaints) == (0, b"")


def test_a_name_that_the_terminal_cannot_show_is_no_error(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = subprocess.run(
        [*JUDGE, "run", "größe", "x.py"], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert "gr??e" in done.stderr
