"""A solution out of a pipe; streams that are closed or full."""

import errno
import os
from pathlib import Path

import docker
import pytest

from tests.e2e.shell import RIGHT, Shell, boxes_of

pytestmark = pytest.mark.docker


@pytest.fixture
def solution(shell: Shell) -> Path:
    return shell.write(RIGHT)


def test_a_reader_who_has_seen_enough_changes_nothing(
    engine: docker.DockerClient, shell: Shell, solution: Path
) -> None:
    """As in `judge run … | head -1`."""
    process = shell.start("run", "a-function", solution, "--json")
    assert process.stdout is not None
    assert process.stdout.readline() == "{\n"
    process.stdout.close()
    assert process.stderr is not None
    complaints = process.stderr.read()
    assert (process.wait(timeout=60), complaints) == (0, "")
    assert boxes_of(engine, shell.owners()) == []


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [(RIGHT, 0, "AC Accepted"), ("", 2, "stdin: empty"), ("def f(:\n", 1, "SyntaxError")],
)
def test_a_solution_comes_from_a_pipe(shell: Shell, source: str, code: int, words: str) -> None:
    outcome = shell.judge("run", "a-function", "-", stdin=source)
    assert outcome.code == code
    assert words in outcome.out + outcome.err


@pytest.mark.parametrize(
    ("script", "code", "out", "err"),
    [
        ('exec "$0" run a-function - <&-', 2, "", "stdin: empty"),
        ('exec "$0" run a-function "$1" >&-', 0, "", ""),
        ('exec "$0" run a-function "$1" 2>&-', 0, "AC Accepted", ""),
        ('exec "$0" run a-function "$1" <&- >&- 2>&-', 0, "", ""),
    ],
)
def test_a_stream_that_is_closed_leads_nowhere(
    shell: Shell, solution: Path, script: str, code: int, out: str, err: str
) -> None:
    outcome = shell.script(script, solution)
    assert outcome.code == code
    assert out in outcome.out
    assert bool(out) is bool(outcome.out)
    assert err in outcome.err
    assert bool(err) is bool(outcome.err)


@pytest.mark.parametrize("flags", ["", "--json"])
def test_a_result_that_cannot_be_written_is_our_failure(
    shell: Shell, solution: Path, flags: str
) -> None:
    outcome = shell.script(f'exec "$0" run a-function "$1" {flags} >/dev/full', solution)
    assert outcome.code == 3
    assert f"stdout cannot be written: {os.strerror(errno.ENOSPC)}" in outcome.err
    assert "Traceback" not in outcome.err
