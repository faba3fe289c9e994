"""A service on a real store and a real Redis, with some users and a published problem."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from judge.model.ids import new_id
from judge.model.stored import JobKind, ProblemVersion, StoredSubmission, VersionState
from judge.model.submission import (
    CaseResult,
    CompileResult,
    Judging,
    Points,
)
from judge.model.users import Role, User
from judge.model.verdict import Verdict
from judge.queue.rq_queue import RqQueue
from judge.service.archives import pack
from judge.service.context import Policy, Service
from judge.service.packages import upload
from judge.service.submit import NewSubmission, submit
from judge.store.port import Store
from judge.store.sql_store import SqlStore, embedded_store
from tests.servers import drop_database, free_port, new_database

FILES = {
    "problem.yaml": """\
problem_format_version: "2025-09"
type: scoring
name: {en: Doubled}
uuid: 3c2a1a66-6a4f-4f3b-9a5c-0d7f5a5b6c7d
limits: {time_limit: 1.0, memory: 256}
""",
    "judge.yaml": """\
kind: function
entry: doubled
signature: {number: int, returns: int}
model_solution: accepted/right.py
tags: [numbers]
difficulty: easy
""",
    "statement/problem.en.md": "Double it.\n",
    "attachments/templates/python3/solution.py": "def doubled(number):\n    ...\n",
    "data/sample/1.in": "[1]\n",
    "data/sample/1.ans": "2\n",
    "data/secret/01-small/test_group.yaml": "max_score: 100\n",
    "data/secret/01-small/zero.in": "[0]\n",
    "data/secret/01-small/minus.in": "[-3]\n",
    "submissions/accepted/right.py": "def doubled(number):\n    return 2 * number\n",
}
SOURCE = "def doubled(number):\n    return number + number\n"
POLICY = Policy(
    submissions_per_minute=100,
    queue_cap=100,
    max_package_bytes=100_000,
    max_unpacked_bytes=2_000_000,
    session_hours=10,
)


def write_package(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """The package's files, with some added, replaced or (None) left out, in a folder."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return root


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package that loads, in a folder of its name."""
    return write_package(tmp_path / "doubled")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema; to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    store = embedded_store(folder)
    store.migrate()
    store.close()
    return next(folder.glob("*.db"))


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """Name of a database with the schema; to be copied."""
    url = new_database(postgres_server)
    store = SqlStore(url)
    store.migrate()
    store.close()
    yield url.rpartition("/")[2]
    drop_database(postgres_server, url)


@pytest.fixture
def store(tmp_path: Path, empty_sqlite: Path) -> Iterator[Store]:
    (tmp_path / "data").mkdir()
    shutil.copy(empty_sqlite, tmp_path / "data")
    store = embedded_store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def postgres_store(postgres_server: str, empty_postgres: str) -> Iterator[Store]:
    url = new_database(postgres_server, empty_postgres)
    store = SqlStore(url)
    yield store
    store.close()
    drop_database(postgres_server, url)


@pytest.fixture(scope="session")
def queue(redis_server: str) -> Iterator[RqQueue]:
    queue = RqQueue(redis_server)
    yield queue
    queue.close()


@pytest.fixture
def service(store: Store, queue: RqQueue, clock: Clock) -> Service:
    """On SQLite."""
    return Service(store=store, queue=queue, policy=POLICY, clock=clock)


@pytest.fixture(params=["sqlite", "postgres"])
def any_service(request: pytest.FixtureRequest, service: Service) -> Service:
    """On SQLite, and once more on PostgreSQL."""
    if request.param == "sqlite":
        return service
    return replace(service, store=request.getfixturevalue("postgres_store"))


@pytest.fixture
def without_queue(service: Service) -> Service:
    """On a queue that does not answer."""
    return replace(service, queue=RqQueue(f"redis://127.0.0.1:{free_port()}/0"))


def user_of(service: Service, role: Role, name: str | None = None) -> User:
    """A user without a password."""
    name = name or f"{role}-{new_id()[-6:].lower()}"
    user = User(id=new_id(), name=name, role=role, created_at=service.clock())
    with service.store.write() as tx:
        tx.users.add(user)
    return user


@pytest.fixture
def admin(service: Service) -> User:
    return user_of(service, Role.ADMIN)


@pytest.fixture
def author(service: Service) -> User:
    return user_of(service, Role.AUTHOR)


@pytest.fixture
def solver(service: Service) -> User:
    return user_of(service, Role.SOLVER)


def published(service: Service, owner: User, package: Path) -> ProblemVersion:
    """A package as a problem's published version, whose verification is done."""
    version = upload(service, owner, pack(package)).version
    with service.store.write() as tx:
        claim = tx.jobs.claim(version.id, "worker", service.clock())
        assert claim is not None
        assert claim.kind is JobKind.VERIFICATION
        assert tx.jobs.finish(claim)
        assert tx.problems.publish(version.id, VersionState.VERIFYING)
        found = tx.problems.published(version.problem)
    assert found is not None
    return found


@pytest.fixture
def problem(service: Service, author: User, package: Path) -> ProblemVersion:
    """The author's published problem `doubled`."""
    return published(service, author, package)


def judging(verdict: Verdict, compiled: CompileResult | None = None) -> Judging:
    """A judging of two tests."""
    cases = (
        CaseResult(name="sample/1", group="sample", verdict=verdict),
        CaseResult(name="secret/01-small/zero", group="secret/01-small", verdict=None),
    )
    score = 100.0 if verdict is Verdict.AC else 0.0
    return Judging(
        schema="coderound.judging/1",
        problem="doubled",
        language="python3",
        verdict=verdict,
        score=score,
        max_score=100.0,
        points=Points(correctness=score),
        cases=() if compiled else cases,
        compile=compiled,
    )


def finish(service: Service, judging_id: str, verdict: Verdict = Verdict.AC) -> None:
    """Do what a worker does to a judging."""
    found = judging(verdict)
    with service.store.write() as tx:
        claim = tx.jobs.claim(judging_id, "worker", service.clock())
        assert claim is not None
        assert tx.jobs.finish_judging(
            claim,
            service.clock(),
            verdict=found.verdict,
            score=found.score,
            result=found.document(),
            cause="BoxDied" if verdict is Verdict.JE else None,
            host="here",
        )


Send = Callable[..., StoredSubmission]


@pytest.fixture
def send(service: Service, problem: ProblemVersion) -> Send:
    """Sends a submission to the published problem."""

    def send_one(user: User, verdict: Verdict | None = None) -> StoredSubmission:
        new = NewSubmission(problem=problem.problem, language="python3", source=SOURCE)
        submission = submit(service, user, new).submission
        if verdict is not None:
            finish(service, submission.judging_id, verdict)
        return submission

    return send_one


def actions(service: Service) -> list[str]:
    """What the audit log says was done, in order."""
    with service.store.read() as tx:
        return [entry.action for entry in reversed(tx.audit.list(before=None, limit=100))]
