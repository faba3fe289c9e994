"""The README tells the truth: every command in it is run here, and shown output is what it prints."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
_BLOCKS = re.findall(r"```console\n(.*?)```(?:\n\n```text\n(.*?)```)?", README, re.DOTALL)
# Commands with the output that is shown below their block, which is the last command's.
_COMMANDS = [
    (line.removeprefix("$ "), shown if line == block.strip().splitlines()[-1] else "")
    for block, shown in _BLOCKS
    for line in block.strip().splitlines()
]
_MADE = [command for command, _ in _COMMANDS if command.startswith("make ")]
_RUN = [(command, shown) for command, shown in _COMMANDS if not command.startswith("make ")]
_NOT_ACCEPTED = 1


def _shape(output: str) -> str:
    """Output with every number and run of spaces or rules made equal."""
    return re.sub(r"[─ ]+", " ", re.sub(r"\d+(\.\d+)?", "#", output)).strip()


def test_the_readme_names_the_two_commands() -> None:
    assert _MADE == ["make demo", "make test"]


@pytest.mark.parametrize("command", _MADE)
def test_a_make_target_exists_and_sets_up_first(command: str) -> None:
    # What a `make test` around this test hands down would make this one speak of folders.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    plan = subprocess.run(
        [*command.split(), "--dry-run"],
        cwd=ROOT, env=clean, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert plan.stdout.startswith("scripts/setup")


@pytest.mark.docker
@pytest.mark.slow
def test_every_other_command_does_what_the_readme_shows(tmp_path: Path) -> None:
    """One test, because later commands use what earlier ones made."""
    for command, shown in _RUN:
        words = shlex.split(command.replace("/tmp/my-problem", str(tmp_path / "my-problem")))
        words[0] = words[0].replace(".venv/bin", str(Path(sys.executable).parent))
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        expected = _NOT_ACCEPTED if "wrong_answer" in command else 0
        assert done.returncode == expected, f"{command}: {done.stderr}"
        if shown:
            assert _shape(done.stdout) == _shape(shown), command


def test_every_linked_file_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.relative_to(ROOT)} links to {link}"
