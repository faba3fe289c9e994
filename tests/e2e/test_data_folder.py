"""The data folder cannot be written, or nobody knows where it is."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.shell import RIGHT, Shell

pytestmark = pytest.mark.docker

CACHE_MESSAGE = "what is made for packages cannot be kept there"
UNSHARE = ("unshare", "--mount")
"""What a program mounts goes with it."""


@pytest.fixture
def solution(shell: Shell) -> Path:
    return shell.write(RIGHT)


@pytest.fixture
def private_mounts() -> None:
    if subprocess.run([*UNSHARE, "true"], capture_output=True).returncode:
        pytest.skip("mounting a disk takes root")


def test_a_cache_below_something_that_is_no_folder_is_named(shell: Shell, solution: Path) -> None:
    outcome = shell.judge(
        "run", "a-function", solution, "--json", CODEROUND_DATA_DIR=str(solution / "data")
    )
    assert outcome.code == 3
    message = outcome.document()["error"]["message"]
    assert message.startswith(f"{solution}/data/cache: {CACHE_MESSAGE}: Not a directory")
    assert "CODEROUND_DATA_DIR" in message


@pytest.mark.usefixtures("private_mounts")
@pytest.mark.parametrize(
    ("options", "reason"), [("size=8k", errno.ENOSPC), ("ro", errno.EROFS)], ids=["full", "ro"]
)
@pytest.mark.parametrize("command", ['run a-function "$1"', "problem verify a-function"])
def test_a_cache_on_a_disk_that_takes_nothing_is_named(
    shell: Shell, solution: Path, options: str, reason: int, command: str
) -> None:
    disk = shell.folder / "disk"
    disk.mkdir()
    outcome = shell.script(
        f"mount -t tmpfs -o {options} tmpfs disk;"
        f'CODEROUND_DATA_DIR="$PWD/disk" exec "$0" {command} --json',
        solution,
        program=UNSHARE,
    )
    assert outcome.code == 3
    message = outcome.document()["error"]["message"]
    assert message.startswith(f"{disk}/cache: {CACHE_MESSAGE}: {os.strerror(reason)}")


@pytest.mark.usefixtures("private_mounts")
def test_a_cache_that_cannot_be_written_will_do_once_the_data_are_there(
    shell: Shell, solution: Path
) -> None:
    assert shell.judge("run", "a-function", solution).code == 0
    outcome = shell.script(
        'mount --bind "$CODEROUND_DATA_DIR" "$CODEROUND_DATA_DIR";'
        'mount -o remount,ro,bind "$CODEROUND_DATA_DIR";'
        'exec "$0" run a-function "$1" --json',
        solution,
        program=UNSHARE,
    )
    assert (outcome.code, outcome.document()["verdict"]) == (0, "AC")


def test_a_service_that_has_no_home_judges(shell: Shell, solution: Path) -> None:
    outcome = shell.judge("run", "a-function", solution, "--json", HOME=None)
    assert (outcome.code, outcome.document()["verdict"]) == (0, "AC")
