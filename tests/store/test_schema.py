"""The schema: made by migrations, agreed with by the tables, refused if it is newer."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from judge.errors import CallerMistake, StoreError
from judge.model.stored import StoredSubmission
from judge.model.verdict import Verdict
from judge.settings import Settings
from judge.store.migrations.upgrade import scripts
from judge.store.migrations.versions import r0001_begin
from judge.store.schema import HEAD
from judge.store.sql_store import SqlStore
from judge.store.tables import metadata
from judge.wiring import make_store
from tests.servers import drop_database, new_database
from tests.store.things import a_user, a_world, result_with

MIGRATE = """
import sys
from judge.store.sql_store import SqlStore
store = SqlStore(sys.argv[1])
sys.stdin.readline()
store.migrate()
store.check()
store.close()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind that nobody has used yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server = request.getfixturevalue("postgres_server")
    url = new_database(server)
    yield url
    drop_database(server, url)


def test_tables_and_migrated_schema_agree(store: SqlStore) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_every_table_and_column_says_what_it_is() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if not column.comment or not table.comment
    ]
    assert not silent


def test_the_revision_that_is_compared_first_is_the_last_migration() -> None:
    assert scripts().get_heads() == [HEAD]


def test_an_up_to_date_database_is_not_migrated_with_alembic(sqlite_url: str) -> None:
    program = (
        "import sys; from judge.store.sql_store import SqlStore; s = SqlStore(sys.argv[1]);"
        "s.migrate(); s.check(); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, sqlite_url], check=True)


def test_migrating_twice_changes_nothing(store: SqlStore) -> None:
    user = a_user()
    with store.write() as tx:
        tx.users.add(user)
    store.migrate()
    with store.read() as tx:
        assert tx.users.get(user.id) == user


def test_several_processes_migrate_an_empty_database_at_once(empty_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, empty_url],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    with ThreadPoolExecutor() as threads:
        ends = list(threads.map(lambda process: process.communicate("\n"), processes))
    assert [process.returncode for process in processes] == [0, 0, 0], ends


def test_runtime_ratios_come_to_a_database_that_is_in_use(empty_url: str) -> None:
    """Rows of 0001 stay as they are, and its version of the service goes on recording judgings."""
    store = SqlStore(empty_url)
    with store._engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            r0001_begin.upgrade()
        context.stamp(scripts(), "0001")
    world = a_world(store)
    before, meanwhile, after = (world.submit() for _ in range(3))
    submissions = [world.submission(each) for each in (before, meanwhile, after)]
    record_as_0001(store, before)
    store.migrate()
    record_as_0001(store, meanwhile)
    assert world.submission(before).verdict is Verdict.AC
    assert [world.submission(each).files for each in (before, meanwhile, after)] == [
        each.files for each in submissions
    ]
    problem = world.version.problem
    with store.read() as tx:
        assert tx.runtimes.histogram(problem, (1.0,)) == [0, 0]
    assert world.finish(world.claim(after.judging_id), result=result_with(2.0))
    with store.read() as tx:
        assert tx.runtimes.histogram(problem, (1.0,)) == [0, 1]
    store.check()
    store.close()


def record_as_0001(store: SqlStore, submission: StoredSubmission) -> None:
    """Record an accepted judging with the words of the version that knew no ratios."""
    change = {"judging": submission.judging_id, "submission": submission.id}
    with store._engine.begin() as connection:
        for statement in (
            "UPDATE judgings SET state = 'done', verdict = 'AC', score = 100 WHERE id = :judging",
            "UPDATE submissions SET state = 'done', verdict = 'AC', score = 100 "
            "WHERE id = :submission",
        ):
            connection.execute(text(statement), change)


def test_a_newer_schema_is_refused(empty_url: str) -> None:
    store = SqlStore(empty_url)
    store.migrate()
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (store.migrate, store.check):
        with pytest.raises(StoreError, match=r"9999.*newer version"):
            use()
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    """The last table's name is taken, so that the first migration fails at the end."""
    store = SqlStore(empty_url)
    with store._engine.begin() as connection:
        connection.execute(text("CREATE TABLE judging_results (x INTEGER)"))
    with pytest.raises(StoreError, match="exists"):
        store.migrate()
    with store._engine.begin() as connection:
        connection.execute(text("DROP TABLE judging_results"))
    store.migrate()
    store.check()
    store.close()


def test_without_an_address_the_database_is_in_the_data_folder(tmp_path: Path) -> None:
    store = make_store(Settings(data_dir=tmp_path / "deep" / "data"))
    store.migrate()
    store.check()
    store.close()
    assert (tmp_path / "deep" / "data" / "coderound.db").is_file()


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "no address:secret", ""])
def test_another_database_is_refused_without_repeating_its_password(
    url: str, tmp_path: Path
) -> None:
    with pytest.raises(CallerMistake, match="postgresql://") as caught:
        SqlStore(url)
    assert "secret" not in str(caught.value)


def test_writes_on_sqlite_are_on_disk_when_they_return(sqlite_url: str) -> None:
    store = SqlStore(sqlite_url)
    with store._engine.connect() as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        for pragma, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    store.close()
