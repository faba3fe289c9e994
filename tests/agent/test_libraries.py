"""What the fork server imports, and what it may not bring along."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent import libraries
from judge.sandbox.image_stages import RUNNER_IMAGES


def test_versions_are_told_of_libraries_and_not_of_their_parts() -> None:
    assert set(libraries.preload(["numpy", "numpy.linalg", "no_such_library"])) == {"numpy"}


@pytest.mark.parametrize(
    ("source", "refused"),
    [("", False), ("import threading\nthreading.Event().wait\n", False), ("START", True)],
)
def test_a_library_that_leaves_a_thread_behind_is_refused(
    tmp_path: Path, source: str, refused: bool
) -> None:
    """Locks that another thread holds at the moment of the fork would stay held in the fork for ever."""
    start = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    (tmp_path / "library.py").write_text(source.replace("START", start))
    command = [
        sys.executable,
        "-s",
        "-B",
        str(RUNNER_IMAGES / "agent"),
        "--local",
        str(tmp_path / "box"),
    ]
    said = subprocess.run(
        [*command, "--preload", "library"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    ).stdout
    assert (b"the fork server has 2 threads after importing" in said) is refused
