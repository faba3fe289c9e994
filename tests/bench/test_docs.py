"""bench/README.md names what there is."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
SCRIPTS = sorted(path.stem for path in BENCH.glob("[a-z]*.py") if "\ndef main(" in path.read_text())


def test_every_script_and_module_is_described() -> None:
    text = (BENCH / "README.md").read_text()
    undescribed = [name for name in SCRIPTS if f"| `{name}` |" not in text]
    shared = {path.stem for path in BENCH.glob("[a-z]*.py")} - set(SCRIPTS)
    assert undescribed == []
    assert [name for name in shared if f"`{name}.py`" not in text] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_tells_what_it_takes(name: str) -> None:
    command = [sys.executable, "-m", f"bench.{name}", "--help"]
    done = subprocess.run(command, cwd=BENCH.parent, capture_output=True, text=True, check=True)
    assert f"{name}.py" in done.stdout


def test_an_unknown_script_is_refused() -> None:
    command = [sys.executable, "-m", "bench", "overheads"]
    done = subprocess.run(command, cwd=BENCH.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "overheads" in done.stderr
