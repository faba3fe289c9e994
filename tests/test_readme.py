"""The README tells the truth: every command in it is run here, and shown output is what it prints."""

import itertools
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
_ASKS_THE_SERVICE = re.compile(r"export |curl |\.venv/bin/judge (submit|admin) ")
_OF_SERVICE = [command for command, _ in _COMMANDS if _ASKS_THE_SERVICE.match(command)]
_RUN = [
    (command, shown)
    for command, shown in _COMMANDS
    if command not in _MADE and command not in _OF_SERVICE
]
_NOT_ACCEPTED = 1


def _shape(output: str) -> str:
    """Output with every number and run of spaces or rules made equal."""
    return re.sub(r"[─ ]+", " ", re.sub(r"\d+(\.\d+)?", "#", output)).strip()


def test_the_readme_names_the_commands_that_set_everything_up() -> None:
    assert _MADE == ["make demo", "make test", "make serve"]


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


@pytest.mark.docker
@pytest.mark.slow
def test_the_service_does_what_the_readme_asks_of_it(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, key):
        for command in _OF_SERVICE:
            if command.startswith("export "):
                assert command == "export CODEROUND_API_KEY=cr_…"
                continue
            ours = command.replace("http://127.0.0.1:8000", address)
            done = subprocess.run(
                ["bash", "-c", ours.replace(".venv/bin", str(Path(sys.executable).parent))],
                cwd=ROOT,
                env=os.environ
                | {
                    "CODEROUND_API_KEY": key,
                    "CODEROUND_SERVER": address,
                    "CODEROUND_DATA_DIR": str(tmp_path),
                },
                capture_output=True,
                text=True,
                check=False,
            )
            expected = _NOT_ACCEPTED if "wrong_answer" in command else 0
            assert done.returncode == expected, f"{command}: {done.stderr}"
            if "wait=" in command:
                assert json.loads(done.stdout)["verdict"] == "WA"


@contextmanager
def serving(data_dir: Path) -> Iterator[tuple[str, str]]:
    """What `make serve` runs, on a free port; its address and the key it prints."""
    command = [str(Path(sys.executable).parent / "judge"), "serve", "--port", "0"]
    settings = {"CODEROUND_DATA_DIR": str(data_dir), "CODEROUND_LOG_LEVEL": "error"}
    with subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.PIPE, text=True
    ) as service:
        assert service.stdout is not None
        try:
            told = "".join(itertools.islice(service.stdout, 2))
            (key,), (address,) = re.findall(r"cr_\w+", told), re.findall(r"http://\S+", told)
            yield address, key
        finally:
            service.send_signal(signal.SIGINT)
    assert service.returncode == 0


def test_every_linked_file_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.relative_to(ROOT)} links to {link}"
