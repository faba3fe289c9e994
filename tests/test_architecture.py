"""Imports point one way, and each foreign library has one home (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LAYERS = (
    ("judge.model", "judge.errors"),
    ("judge.sandbox.port", "judge.queue.port", "judge.store.port", "judge.webhooks.port"),
    ("judge.checkers",),
    ("judge.judging", "judge.scoring"),
    ("judge.package",),
    ("judge.service",),
    ("judge.host",),
    ("judge.cli", "api"),
)
"""From the lowest to the highest; a module imports only its own row and those above it here."""

ADAPTER_FOLDERS = {
    "judge.sandbox": (
        "judge.sandbox.port",
        # What a person asks of the engine itself, besides boxes: images and facts.
        "judge.sandbox.images",
        "judge.sandbox.image_stages",
        "judge.sandbox.base_image",
        "judge.sandbox.engine_facts",
    ),
    # A Redis of one's own is a process that the command line supervises.
    "judge.queue": ("judge.queue.port", "judge.queue.private_redis"),
    "judge.store": ("judge.store.port",),
    "judge.webhooks": (
        "judge.webhooks.port",
        # Decisions, made against ports: where a URL may lead, and what is sent when.
        "judge.webhooks.guard",
        "judge.webhooks.dispatch",
    ),
}
"""Folders of a port and its adapters, with what the layers above may see of them."""

HOMES = {
    "docker": "judge.sandbox",
    "requests": "judge.sandbox",
    "rq": "judge.queue",
    "redis": "judge.queue",
    "sqlalchemy": "judge.store",
    "alembic": "judge.store",
    "typer": "judge.cli",
    "rich": "judge.cli.render",
    "fastapi": "api",
    "starlette": "api",
    "prometheus_client": "judge.metrics",
    "structlog": "judge.logs",
    "standardwebhooks": "judge.webhooks",
    "argon2": "judge.service.passwords",
    "pydantic_settings": "judge.settings",
}


def modules() -> list[Path]:
    return sorted(path for folder in ("judge", "api") for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Every module that is imported, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield node.module


def below(name: str, folder: str) -> bool:
    return name == folder or name.startswith(f"{folder}.")


def rank(name: str) -> int | None:
    """The row of a module in `LAYERS`, or None if it stands in none."""
    ranks = [
        row for row, folders in enumerate(LAYERS) if any(below(name, folder) for folder in folders)
    ]
    return ranks[0] if ranks else None


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_layers_below_it(path: Path) -> None:
    importer = name_of(path)
    own = rank(importer)
    if own is None:
        return
    higher = {
        name for name in imports_of(path) if (other := rank(name)) is not None and other > own
    }
    assert not higher


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_adapters_are_picked_by_wiring_only(path: Path) -> None:
    importer = name_of(path)
    if importer == "judge.wiring":
        return
    for folder, visible in ADAPTER_FOLDERS.items():
        if below(importer, folder):
            continue
        hidden = {name for name in imports_of(path) if below(name, folder) and name not in visible}
        assert not hidden


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_an_adapter_knows_nothing_of_judging(path: Path) -> None:
    importer = name_of(path)
    if not any(below(importer, folder) for folder in ADAPTER_FOLDERS):
        return
    above = [folder for row in LAYERS[2:] for folder in row]
    known = {name for name in imports_of(path) if any(below(name, folder) for folder in above)}
    assert not known


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_wiring_is_known_to_the_outermost_layers_only(path: Path) -> None:
    importer = name_of(path)
    if any(below(importer, folder) for folder in ("judge.cli", "judge.host", "api")):
        return
    known = {name for name in imports_of(path) if name in ("judge.wiring", "judge.settings")}
    if importer in ("judge.wiring", "judge.logs", "judge.metrics"):
        known.discard("judge.settings")
    assert not known


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_foreign_library_is_imported_in_its_home_only(path: Path) -> None:
    importer = name_of(path)
    strays = {
        name
        for name in imports_of(path)
        if (home := HOMES.get(name.split(".")[0])) is not None and not below(importer, home)
    }
    assert not strays


def test_every_folder_says_what_it_is_for() -> None:
    silent = [
        path
        for path in modules()
        if path.name == "__init__.py"
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_only_the_outermost_loop_catches_every_exception() -> None:
    catching = {
        name_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
    }
    # A worker outlives every job, a host its keeper's mistakes, and the API every request. A forked
    # process ends with its own part.
    assert catching <= {
        "judge.cli.main",
        "judge.cli.interruption",
        "judge.cli.supervision",
        "judge.host.worker",
        "judge.host.keeper",
        "api.middleware",
    }
