"""Running the migrations with Alembic, without files of configuration."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER = Path(__file__).parent


def scripts() -> ScriptDirectory:
    """The migrations there are."""
    return ScriptDirectory(str(_FOLDER), version_locations=[str(_FOLDER / "versions")])


def upgrade(connection: Connection) -> None:
    """Run all migrations that the database has not seen, in the connection's transaction."""
    directory = scripts()

    def steps(revision: Any, _: Any) -> Iterable[Any]:
        return directory._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), directory, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
