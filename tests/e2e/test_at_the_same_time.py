"""Several commands on one package, whose data none of them finds made."""

from pathlib import Path

import pytest

from tests.e2e.shell import RIGHT, Shell, outcome_of

pytestmark = pytest.mark.docker


def test_two_judgings_share_the_data_that_either_makes(shell: Shell) -> None:
    data, solution = shell.folder / "data", shell.write(RIGHT)
    command = ("run", "a-function", solution, "--json")
    both = [shell.start(*command, CODEROUND_DATA_DIR=str(data)) for _ in range(2)]
    outcomes = [outcome_of(process) for process in both]
    assert [(each.code, each.document()["verdict"]) for each in outcomes] == [(0, "AC")] * 2
    assert [each.err for each in outcomes] == ["", ""]
    assert_one_entry(data)


def test_two_verifications_find_the_same(shell: Shell) -> None:
    data = shell.folder / "data"
    command = ("problem", "verify", "a-class", "--json")
    both = [shell.start(*command, CODEROUND_DATA_DIR=str(data)) for _ in range(2)]
    outcomes = [outcome_of(process) for process in both]
    assert [(each.code, each.document()["ok"]) for each in outcomes] == [(0, True)] * 2
    assert_one_entry(data)


def assert_one_entry(data: Path) -> None:
    """Of what was made twice one is kept, and nothing of the other."""
    (entry,) = (data / "cache").iterdir()
    assert not entry.name.startswith(".")
