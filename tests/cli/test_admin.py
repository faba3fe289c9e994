"""`judge admin` on the host of a service that has been used."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from judge.errors import NotSignedIn
from judge.model.stored import RejudgeState
from judge.model.users import Role
from judge.model.verdict import Verdict
from judge.service.accounts import login, who_has_key
from judge.service.packages import register_bank
from tests.api.running import PROBLEM, SOURCE, Running, Somebody, running
from tests.cli.command_line import Judge
from tests.servers import RedisServer
from tests.service.conftest import write_package

_numbers = count()


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, private_redis: RedisServer
) -> Iterator[Running]:
    """A service of these tests' own."""
    bank = tmp_path_factory.mktemp("bank")
    write_package(bank / PROBLEM)
    with running(tmp_path_factory.mktemp("house"), private_redis.url) as service:
        register_bank(service.service, bank)
        service.somebody("root", Role.ADMIN)
        yield service


@pytest.fixture(autouse=True)
def on_its_host(house: Running, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(house.settings.data_dir))
    monkeypatch.setenv("CODEROUND_REDIS_URL", str(house.settings.redis_url))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def solver(house: Running) -> Iterator[Somebody]:
    somebody = house.somebody(f"solver-{next(_numbers)}", Role.SOLVER)
    with somebody.http:
        yield somebody


def submitted(house: Running, somebody: Somebody, verdict: Verdict | None = None) -> str:
    """The id of a submission that was judged, or waits."""
    document = {"problem": PROBLEM, "language": "python3", "source": SOURCE}
    answer = somebody.http.post("/api/v1/submissions", json=document)
    submission_id: str = answer.json()["id"]
    if verdict is not None:
        house.finish(submission_id, verdict)
    return submission_id


def test_a_user_is_added_with_a_key_that_works(judge: Judge, house: Running) -> None:
    added = judge("admin", "user", "add", "grace", "--role", "author", "--json")
    assert (added.code, added.document()["role"]) == (0, "author")
    assert "password_hash" not in added.document()
    made = judge("admin", "key", "add", "grace", "--label", "laptop", "--days", "3")
    key = made.out.strip()
    assert who_has_key(house.service, key).name == "grace"
    listed = judge("admin", "key", "list", "grace", "--json")
    (shown,) = listed.document()["keys"]
    assert (shown["name"], shown["revoked_at"]) == ("laptop", None)
    assert key not in listed.out
    assert judge("admin", "key", "revoke", shown["id"]).code == 0
    with pytest.raises(NotSignedIn):
        who_has_key(house.service, key)
    assert judge("admin", "key", "revoke", shown["id"]).code == 2


def test_a_user_is_shut_out_and_let_in_again(
    judge: Judge, house: Running, solver: Somebody
) -> None:
    name = solver.user.name
    assert judge("admin", "user", "disable", name).code == 0
    with pytest.raises(NotSignedIn):
        who_has_key(house.service, solver.key)
    assert judge("admin", "user", "enable", name, "--json").document()["disabled_at"] is None
    assert who_has_key(house.service, solver.key).name == name


def test_a_role_is_changed_and_the_last_admin_stays(judge: Judge, solver: Somebody) -> None:
    changed = judge("admin", "user", "role", solver.user.name, "author", "--json")
    assert changed.document()["role"] == "author"
    assert judge("admin", "user", "role", "root", "solver").code == 2
    assert judge("admin", "user", "disable", "root").code == 2
    assert judge("admin", "user", "role", "nobody-here", "author").code == 2
    assert judge("admin", "user", "role", "root", "king").code == 2


def test_a_password_comes_from_stdin_and_is_not_shown(
    judge: Judge,
    house: Running,
    solver: Somebody,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "password").write_text("correct horse\nrest\n")
    with (tmp_path / "password").open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        outcome = judge("admin", "user", "password", solver.user.name)
    assert outcome.code == 0
    assert login(house.service, solver.user.name, "correct horse").user.id == solver.user.id
    assert "horse" not in outcome.out + outcome.err


def test_users_are_listed(judge: Judge, solver: Somebody) -> None:
    lines = judge("admin", "user", "list").out.splitlines()
    (row,) = [line for line in lines if line.split()[:1] == [solver.user.name]]
    assert row.split()[1:3] == ["solver", solver.user.id]
    names = [each["name"] for each in judge("admin", "user", "list", "--json").document()["users"]]
    assert solver.user.name in names


def test_the_queue_is_shown_with_what_waits_and_what_is_claimed(
    judge: Judge, house: Running, solver: Somebody
) -> None:
    submitted(house, solver)
    claimed = submitted(house, solver)
    house.begin(claimed)
    document = judge("admin", "queue", "--json").document()
    assert document["schema"] == "coderound.queue/1"
    assert document["queues"]["interactive"]["waiting"] >= 1
    assert document["queues"]["interactive"]["oldest_age_s"] >= 0
    judging_id = house.stored(claimed).judging_id
    assert judging_id in [job["id"] for job in document["claimed"]]
    assert document["workers"] == []
    page = judge("admin", "queue").out
    assert "interactive" in page
    assert judging_id in page


def test_without_redis_only_the_workers_are_missing(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_REDIS_URL", "redis://127.0.0.1:1/0")
    outcome = judge("admin", "queue", "--json")
    assert (outcome.code, outcome.document()["workers"]) == (0, None)
    assert "Redis does not answer" in judge("admin", "queue").out


def test_a_dead_letter_is_listed_and_judged_again(
    judge: Judge, house: Running, solver: Somebody
) -> None:
    submission_id = submitted(house, solver, Verdict.JE)
    dead_id = house.stored(submission_id).judging_id
    listed = judge("admin", "queue", "--dead", "--json").document()["judgings"]
    (letter,) = [each for each in listed if each["id"] == dead_id]
    assert (letter["cause"], "result" in letter) == ("BoxDied", False)
    assert dead_id in judge("admin", "queue", "--dead").out
    retried = judge("admin", "queue", "--retry", dead_id)
    assert retried.code == 0
    assert house.stored(submission_id).judging_id == retried.out.strip() != dead_id
    house.finish(submission_id, Verdict.AC)
    assert house.stored(submission_id).verdict is Verdict.AC
    assert judge("admin", "queue", "--retry", dead_id).code == 2
    assert judge("admin", "queue", "--retry", "no-id").code == 2


def test_a_rejudge_is_looked_at_before_it_counts(
    judge: Judge, house: Running, solver: Somebody
) -> None:
    submission_id = submitted(house, solver, Verdict.WA)
    rejudge = ("admin", "rejudge")
    started = judge(
        *rejudge,
        "start",
        "--user",
        solver.user.name,
        "--verdict",
        "wa",
        "--reason",
        "why",
        "--json",
    )
    assert started.code == 0
    rejudge_id = started.document()["id"]
    assert judge(*rejudge, "apply", rejudge_id).code == 2
    finish_rejudged(house, submission_id)
    preview = judge(*rejudge, "preview", rejudge_id, "--json").document()
    assert preview["state"] == RejudgeState.READY
    assert preview["verdicts"] == [{"old": "WA", "new": "AC", "count": 1}]
    assert [change["submission_id"] for change in preview["changes"]] == [submission_id]
    page = judge(*rejudge, "preview", rejudge_id).out
    assert f"{rejudge_id} · ready: 1 of 1 judged · why" in page
    assert house.stored(submission_id).verdict is Verdict.WA
    applied = judge(*rejudge, "apply", rejudge_id, "--json").document()
    assert (applied["state"], applied["applied"]) == ("applied", 1)
    assert house.stored(submission_id).verdict is Verdict.AC
    assert judge(*rejudge, "cancel", rejudge_id).code == 2
    assert rejudge_id in judge(*rejudge, "list").out


def finish_rejudged(house: Running, submission_id: str) -> None:
    """Judge a submission's judging that does not count yet."""
    with house.service.store.write() as tx:
        (new, *_) = tx.submissions.judgings_of(submission_id)
        claim = tx.jobs.claim(new.id, "by hand", datetime.now(UTC))
        assert claim is not None
        assert tx.jobs.finish_judging(
            claim,
            datetime.now(UTC),
            verdict=Verdict.AC,
            score=100.0,
            result={},
            cause=None,
            host="here",
        )


def test_a_rejudge_is_dropped(judge: Judge, house: Running, solver: Somebody) -> None:
    submission_id = submitted(house, solver, Verdict.WA)
    started = judge(
        "admin", "rejudge", "start", "--submission", submission_id, "--reason", "x", "--json"
    )
    cancelled = judge("admin", "rejudge", "cancel", started.document()["id"], "--json")
    assert cancelled.document()["state"] == "cancelled"
    assert house.stored(submission_id).verdict is Verdict.WA


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--all", "--problem", PROBLEM],
        ["--submission", "X", "--user", "root"],
        ["--verdict", "XX"],
        ["--problem", "no-such-problem"],
    ],
)
def test_a_rejudge_says_which_submissions_it_means(judge: Judge, options: list[str]) -> None:
    assert judge("admin", "rejudge", "start", "--reason", "x", *options).code == 2


def test_what_is_done_on_the_host_stands_in_the_audit_log(judge: Judge, house: Running) -> None:
    judge("admin", "user", "add", "noted")
    with house.service.store.read() as tx:
        found = [entry for entry in tx.audit.list(before=None, limit=200) if entry.user_id is None]
    assert "user.create" in [entry.action for entry in found]


def test_a_backup_brings_back_what_there_was(
    judge: Judge, house: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge("admin", "user", "add", "saved")
    file = tmp_path / "backup.db"
    assert judge("admin", "backup", file).code == 0
    assert judge("admin", "backup", file).code == 2
    assert judge("admin", "restore", file).code == 2, "the service runs"
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(elsewhere))
    restored = judge("admin", "restore", file, "--json")
    assert (restored.code, restored.document()["former"]) == (0, None)
    users = judge("admin", "user", "list", "--json").document()["users"]
    assert "saved" in [user["name"] for user in users]
    former = judge("admin", "restore", file, "--json").document()["former"]
    assert former.startswith(str(elsewhere))


def test_a_backup_is_not_for_postgresql(
    judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_DATABASE_URL", "postgresql://ada:hunter2@127.0.0.1:1/x")
    outcome = judge("admin", "backup", tmp_path / "backup.db")
    assert outcome.code == 2
    assert "pg_dump" in outcome.err
    away = judge("admin", "user", "list")
    assert away.code == 3
    assert "hunter2" not in away.err + outcome.err


def test_what_is_past_its_time_is_deleted(judge: Judge) -> None:
    assert judge("admin", "purge", "--json").document()["schema"] == "coderound.purge/1"


def test_a_service_that_was_never_started_here_is_named(
    judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEROUND_DATA_DIR", str(tmp_path / "empty"))
    outcome = judge("admin", "queue", "--json")
    assert outcome.code == 3
    assert outcome.document()["error"]["type"] == "StoreError"
