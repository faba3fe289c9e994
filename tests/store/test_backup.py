"""Backups of the embedded database."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from judge.errors import CallerMistake, Conflict, NotFound, StoreError
from judge.model.stored import SubmissionFilter
from judge.settings import Settings
from judge.store.port import Store
from judge.wiring import backup_store, make_store, restore_store
from tests.store.things import World, a_world


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a service whose data folder is its own."""
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def service(settings: Settings) -> Iterator[Store]:
    """The store of a service that runs."""
    store = make_store(settings)
    store.migrate()
    yield store
    store.close()


def stored(settings: Settings, world: World) -> set[str]:
    """What a service that is started again finds of the world's user."""
    store = make_store(settings)
    store.migrate()
    store.check()
    with store.read() as tx:
        ids = {
            each.id for each in tx.submissions.list(SubmissionFilter(), before=None, limit=10_000)
        }
        assert tx.users.get(world.user.id) == world.user
        assert tx.blobs.get(world.version.archive) == b"a zip archive"
    store.close()
    return ids


def test_a_backup_holds_everything_as_it_was(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    world = a_world(service)
    before = world.submit()
    backup_store(settings, tmp_path / "copy.db")
    world.submit()
    service.close()
    restore_store(settings, tmp_path / "copy.db")
    assert stored(settings, world) == {before.id}


def test_what_a_backup_replaces_is_moved_aside(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    world = a_world(service)
    backup_store(settings, tmp_path / "copy.db")
    later = world.submit()
    service.close()
    replaced = restore_store(settings, tmp_path / "copy.db")
    assert stored(settings, world) == set()
    assert replaced is not None
    assert stored(Settings(data_dir=replaced), world) == {later.id}


def test_a_backup_restores_an_empty_folder(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    world = a_world(service)
    submission = world.submit()
    backup_store(settings, tmp_path / "copy.db")
    elsewhere = Settings(data_dir=tmp_path / "elsewhere")
    assert restore_store(elsewhere, tmp_path / "copy.db") is None
    assert stored(elsewhere, world) == {submission.id}


def test_a_backup_is_whole_while_the_service_goes_on(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    world = a_world(service)
    begun, stop = threading.Event(), threading.Event()
    acknowledged: list[str] = []

    def submit() -> None:
        while not stop.is_set():
            acknowledged.append(world.submit(b"x" * 10_000).id)
            begun.set()

    thread = threading.Thread(target=submit)
    thread.start()
    assert begun.wait(30)
    sure = set(acknowledged)
    try:
        for number in range(3):
            backup_store(settings, tmp_path / f"copy-{number}.db")
    finally:
        stop.set()
        thread.join()
    for number in range(3):
        restored = Settings(data_dir=tmp_path / f"restored-{number}")
        restore_store(restored, tmp_path / f"copy-{number}.db")
        assert sure <= stored(restored, world) <= set(acknowledged)


def test_a_backup_is_one_file_that_only_its_owner_reads(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    backup_store(settings, folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600


def test_nothing_is_restored_under_a_running_service(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    backup_store(settings, tmp_path / "copy.db")
    world = a_world(service)
    with pytest.raises(Conflict, match="stop the service"):
        restore_store(settings, tmp_path / "copy.db")
    with service.read() as tx:
        assert tx.users.get(world.user.id) is not None


def test_a_backup_overwrites_nothing(service: Store, settings: Settings, tmp_path: Path) -> None:
    taken = tmp_path / "copy.db"
    taken.write_bytes(b"precious")
    with pytest.raises(Conflict, match="exists"):
        backup_store(settings, taken)
    assert taken.read_bytes() == b"precious"
    with pytest.raises(NotFound):
        backup_store(settings, tmp_path / "no-such-folder" / "copy.db")


def test_a_folder_without_a_database_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="ever been started"):
        backup_store(Settings(data_dir=tmp_path), tmp_path / "copy.db")


def test_a_backup_of_a_newer_version_is_refused(
    service: Store, settings: Settings, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    backup_store(settings, copy)
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(Conflict, match="9999"):
        restore_store(Settings(data_dir=tmp_path / "other"), copy)
    assert not (tmp_path / "other").exists()


def test_a_damaged_backup_is_refused(service: Store, settings: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    a_world(service).submit(b"x" * 100_000)
    backup_store(settings, copy)
    damaged = bytearray(copy.read_bytes())
    damaged[4096:20_000] = bytes(20_000 - 4096)
    copy.write_bytes(damaged)
    with pytest.raises(StoreError):
        restore_store(Settings(data_dir=tmp_path / "other"), copy)


@pytest.mark.parametrize("content", [b"", b"no database at all " * 1000])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(StoreError):
        restore_store(Settings(data_dir=tmp_path / "data"), tmp_path / "copy.db")
    with pytest.raises(NotFound):
        restore_store(Settings(data_dir=tmp_path / "data"), tmp_path / "none.db")


def test_another_database_has_tools_of_its_own(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url="postgresql://host/name")
    with pytest.raises(CallerMistake, match="pg_dump"):
        backup_store(settings, tmp_path / "copy.db")
    with pytest.raises(CallerMistake, match="pg_restore"):
        restore_store(settings, tmp_path / "copy.db")
