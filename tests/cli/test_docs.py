"""docs/cli.md and the code say the same: every command, option and setting, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from judge.cli.exit_codes import ExitCode
from judge.cli.main import DEBUG_VARIABLE, app
from judge.settings import CONFIG_VARIABLE, Settings

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text below a heading, up to the next heading of its level or a higher one."""
    found = re.search(rf"^(##+) {re.escape(title)}$\n(.*?)(?=^##+ |\Z)", TEXT, re.M | re.S)
    assert found, f"docs/cli.md has no section {title}"
    return found[2]


def rows(text: str) -> dict[str, str]:
    """Tables as what stands in the first column, without its code marks, and in the rest."""
    cells = (re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line[:1] == "|")
    found = {first.strip().strip("`"): " ".join(rest).strip() for first, *rest in cells}
    return {key: rest for key, rest in found.items() if rest and not re.fullmatch("-+", key)}


def commands(group: TyperGroup, path: str) -> Iterator[tuple[str, set[str]]]:
    """Every command with the names of its options."""
    yield path, {name for parameter in group.params for name in parameter.opts if name[:2] == "--"}
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path} {name}")
        else:
            options = (each for parameter in command.params for each in parameter.opts)
            yield f"{path} {name}", {name for name in options if name[:2] == "--"}


def in_code() -> dict[str, set[str]]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    found = dict(commands(group, "judge"))
    # A group of commands does nothing by itself.
    return {path: options - {"--help"} for path, options in found.items() if path not in GROUPS}


GROUPS = {
    "judge problem",
    "judge images",
    "judge admin",
    "judge admin user",
    "judge admin key",
    "judge admin rejudge",
}


def in_docs() -> dict[str, set[str]]:
    titles = re.findall(r"^### `(judge[^`]*)`$", TEXT, re.M)
    return {
        re.sub(r" (\[?[A-Z]).*", "", title): set(rows(section(f"`{title}`"))) - {"option"}
        for title in titles
    }


def test_every_command_and_option_is_documented_and_nothing_else() -> None:
    assert in_docs() == in_code()


def test_every_setting_is_documented_and_nothing_else() -> None:
    variables = {key for key in rows(section("Settings")) if key.startswith("CODEROUND_")}
    settings = {f"CODEROUND_{name.upper()}" for name in Settings.model_fields}
    assert variables == settings | {CONFIG_VARIABLE, DEBUG_VARIABLE}


@pytest.mark.parametrize("name", ["box_reuse", "box_max_judgings", "box_cpus"])
def test_the_documented_default_is_the_default(name: str) -> None:
    row = rows(section("Settings"))[f"CODEROUND_{name.upper()}"]
    assert row.replace("`", "").split()[0] == str(Settings.model_fields[name].default)


def test_every_exit_code_is_documented_and_nothing_else() -> None:
    documented = {int(key) for key in rows(section("Exit codes")) if key.isdigit()}
    assert documented == {int(code) for code in ExitCode}


def test_every_schema_of_a_document_is_documented() -> None:
    package = Path(__file__).resolve().parents[2] / "judge"
    folders = (package / "cli", package / "model")
    sources = "".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))
    schemas = set(re.findall(r'"(coderound\.[a-z]+/\d+)"', sources))
    assert schemas
    assert [schema for schema in sorted(schemas) if schema not in TEXT] == []
