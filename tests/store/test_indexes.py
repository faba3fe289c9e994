"""What is asked for often is answered from indexes, however much there is."""

import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from judge.model.stored import SubmissionFilter
from judge.model.verdict import Verdict
from judge.store.port import Transaction
from judge.store.sql_store import SqlStore
from judge.store.tables import jobs, judgings, problem_versions, problems, submissions, users
from tests.servers import drop_database, new_database
from tests.store.things import World, a_manifest, a_world, now

SUBMISSIONS = 20_000
USERS = 100
LANGUAGES = ("python3", "cpp", "java")
VERDICTS = [verdict.value for verdict in Verdict]
FILTERS = {"user_id": "user-00", "problem": "problem-3", "language": "cpp", "verdict": "RTE"}
MIDDLE = f"submission-{SUBMISSIONS // 2:06}"


def page(names: tuple[str, ...], before: str | None) -> Callable[[Transaction], object]:
    wanted = SubmissionFilter.model_validate({name: FILTERS[name] for name in names})
    return lambda tx: tx.submissions.list(wanted, before=before, limit=50)


LISTS = {
    f"{which} page by {' and '.join(names) or 'nothing'}": page(names, before)
    for size in range(len(FILTERS) + 1)
    for names in combinations(FILTERS, size)
    for which, before in (("first", None), ("deep", MIDDLE))
}
OTHERS: dict[str, Callable[[Transaction], object]] = {
    "a submission": lambda tx: tx.submissions.get(MIDDLE),
    "a judging": lambda tx: tx.submissions.judging("judging-000001"),
    "judgings of a submission": lambda tx: tx.submissions.judgings_of(MIDDLE),
    "submissions that are queued": lambda tx: tx.submissions.list(
        SubmissionFilter.model_validate({"state": "queued"}), before=None, limit=50
    ),
    "what a user sent lately": lambda tx: tx.submissions.count_since("user-00", now()),
    "a job": lambda tx: tx.jobs.get("judging-000001"),
    "jobs that are queued": lambda tx: tx.jobs.queued(100, now(), after="judging-000001"),
    "what a user tried lately": lambda tx: tx.runs.count_since("user-00", now()),
    "jobs that are claimed": lambda tx: tx.jobs.claimed(),
    "jobs of a user": lambda tx: tx.jobs.active_of("user-00"),
    "lengths of the queues": lambda tx: tx.jobs.lengths(),
    "dead letters": lambda tx: tx.jobs.dead(before="judging-010000", limit=50),
    "a key's owner": lambda tx: tx.users.key_owner("aa" * 32, now()),
    "a user's name": lambda tx: tx.users.named("user-00"),
    "deliveries to come": lambda tx: tx.webhooks.take_due(now(), now(), 10),
    "how fast a problem was solved": lambda tx: tx.runtimes.histogram("problem-3", (0.5, 1.0, 2.0)),
    "how fast others were": lambda tx: tx.runtimes.standing("problem-3", "user-00", 1.5),
    "a published problem": lambda tx: tx.problems.published("problem-3"),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqlStore]:
    """A store with many submissions, whose statistics are fresh; to be read only."""
    server = None
    if request.param == "sqlite":
        folder: Path = tmp_path_factory.mktemp("full")
        shutil.copyfile(request.getfixturevalue("templates") / "empty.db", folder / "full.db")
        url = f"sqlite:///{folder}/full.db"
    else:
        server = request.getfixturevalue("postgres_server")
        url = new_database(server)
    store = SqlStore(url)
    store.migrate()
    fill(store, a_world(store))
    yield store
    store.close()
    if server is not None:
        drop_database(server, url)


def fill(store: SqlStore, world: World) -> None:
    at = now()
    many_users = [
        {"id": f"user-{n:02}", "name": f"user-{n:02}", "name_key": f"user-{n:02}"}
        for n in range(USERS)
    ]
    sets = [
        {"name": f"problem-{n}", "search_key": f"problem-{n}", "published_id": f"version-{n}"}
        for n in range(300)
    ]
    versions = [
        {
            "id": f"version-{n}",
            "problem": f"problem-{n}",
            "number": 1,
            "digest": "",
            "archive": world.version.archive,
            "state": "published",
            "manifest": a_manifest().model_dump(mode="json"),
            "created_at": at,
        }
        for n in range(300)
    ]
    sent: list[dict[str, Any]] = []
    done: list[dict[str, Any]] = []
    ledger: list[dict[str, Any]] = []
    for n in range(SUBMISSIONS):
        submission, judging = f"submission-{n:06}", f"judging-{n:06}"
        outcome = {"verdict": VERDICTS[n * 7919 % 97 % 8], "score": 1.0, "state": "done"}
        sent.append(
            {
                "id": submission,
                "user_id": f"user-{n * 31 % USERS:02}",
                "problem": f"problem-{n * 17 % 300}",
                "language": LANGUAGES[n * 13 % 3],
                "entry": "a.py",
                "files": [],
                "created_at": at,
                "judging_id": judging,
                "runtime_ratio": 1 + n % 7 if outcome["verdict"] == "AC" else None,
                **outcome,
            }
        )
        done.append(
            {
                "id": judging,
                "submission_id": submission,
                "version_id": world.version.id,
                "attempt": 1,
                "created_at": at,
                **outcome,
            }
        )
        ledger.append(
            {
                "id": judging,
                "kind": "judging",
                "priority": "default",
                "user_id": sent[-1]["user_id"],
                "state": "done" if n < SUBMISSIONS - 50 else "queued",
                "attempt": 1,
                "excused": 0,
                "beat": 0,
                "created_at": at,
            }
        )
    with store._engine.begin() as connection:
        connection.execute(
            insert(users), [{**each, "role": "solver", "created_at": at} for each in many_users]
        )
        connection.execute(insert(problems), sets)
        connection.execute(insert(problem_versions), versions)
        connection.execute(insert(submissions), sent)
        connection.execute(insert(judgings), done)
        connection.execute(insert(jobs), ledger)
    with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def plans(
    store: SqlStore, ask: Callable[[Transaction], object], *, small: bool = False
) -> list[str]:
    """How the database finds what is asked for: one plan for each statement.

    Args:
        small: among tables so small here that PostgreSQL would read them whole, index or not.
    """
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        with store.write() as tx:
            ask(tx)
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
    postgresql = store._engine.dialect.name == "postgresql"
    explain = "EXPLAIN " if postgresql else "EXPLAIN QUERY PLAN "
    with store._engine.connect() as connection:
        if postgresql and small:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [
            "\n".join(
                str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)
            )
            for statement, parameters in asked
            if not statement.startswith("BEGIN")
        ]


def assert_indexed(plan: str) -> None:
    # What SQLite has put together in memory is read whole.
    made = {line.split()[-1] for line in plan.splitlines() if line.startswith("CO-ROUTINE")}
    for line in plan.splitlines():
        if line.removeprefix("SCAN ") in made:
            continue
        # SQLite writes "SCAN t USING INDEX i" for an index that is read in order, as a page is.
        assert "Seq Scan" not in line, plan
        assert not line.startswith("SCAN") or "USING" in line or "CONSTANT" in line, plan


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS.keys())
def test_a_page_of_submissions_is_found_in_an_index_and_in_order(
    full: SqlStore, ask: Callable[[Transaction], object]
) -> None:
    (plan,) = plans(full, ask)
    assert_indexed(plan)


@pytest.mark.parametrize("ask", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_asked_for_often_is_found_in_an_index(
    full: SqlStore, ask: Callable[[Transaction], object]
) -> None:
    found = plans(full, ask, small=True)
    assert found
    for plan in found:
        assert_indexed(plan)


def test_what_has_no_index_is_noticed_by_these_tests(full: SqlStore) -> None:
    (plan,) = plans(full, lambda tx: tx.users.any_admin(), small=True)
    with pytest.raises(AssertionError):
        assert_indexed(plan)


def test_comparing_runtimes_reads_one_index_and_no_submission(full: SqlStore) -> None:
    for name in ("how fast a problem was solved", "how fast others were"):
        (plan,) = plans(full, OTHERS[name], small=True)
        assert "ix_submissions_runtime_ratio" in plan
        assert "judgings" not in plan
        assert " USING INDEX " not in plan, "SQLite reads the table as well"


def test_a_list_does_not_read_results(full: SqlStore) -> None:
    for ask in (*LISTS.values(), OTHERS["judgings of a submission"], OTHERS["dead letters"]):
        assert all("judging_results" not in plan for plan in plans(full, ask))
