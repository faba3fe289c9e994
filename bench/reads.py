"""Reading over HTTP while the database holds more and more submissions.

    .venv/bin/python -m bench.reads [--rows N …]

Prints JSON: p50 and p99 in milliseconds for each read at each number of submissions, in PostgreSQL. It
starts a private PostgreSQL and an API with one worker, and fills the tables in steps with a few statements: a
thousand users, fifty problems, verdicts as they come, a result of twenty tests for each submission.
"""

import argparse
import json
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from bench.common import end_on_sigterm, growth, milliseconds, positive, summary_ms
from bench.serving import Client, push_problem, serving
from tests.servers import PostgresServer, RedisServer

ROWS = (1_000, 10_000, 100_000, 1_000_000)
_USERS, _PROBLEMS = 1000, 50
_REQUESTS = 200
"""For each read and step."""

# Ids are ULIDs; these are older than any that is made now, and as long.
_ID = "upper(lpad(to_hex({} + 1048576), 26, '0'))"
_PREPARE = (
    # Filling writes nothing that only a crash would need: nobody misses this database.
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET max_wal_size = '8GB'",
    "SELECT pg_reload_conf()",
    f"""INSERT INTO users (id, name, name_key, role, created_at)
        SELECT {_ID.format("n")}, 'user' || n, 'user' || n, 'solver', now()
        FROM generate_series(0, {_USERS - 1}) n""",
    f"""INSERT INTO problems (name, published_id, search_key, difficulty)
        SELECT 'problem-' || n, published_id, 'problem-' || n, 'easy'
        FROM problems, generate_series(0, {_PROBLEMS - 1}) n WHERE name = 'bench'""",
    f"""INSERT INTO problem_versions
          (id, problem, number, digest, archive, state, manifest, created_at)
        SELECT upper(lpad(to_hex(n), 26, '0')), 'problem-' || n, 1, digest, archive, state,
               manifest, created_at
        FROM problem_versions, generate_series(0, {_PROBLEMS - 1}) n WHERE problem = 'bench'""",
    """UPDATE problems SET published_id = v.id FROM problem_versions v
        WHERE v.problem = problems.name AND v.state = 'published'""",
)
_FILL = (
    # All that is referred to is there, and need not be looked for again.
    "SET session_replication_role = replica",
    f"""INSERT INTO submissions (id, user_id, problem, language, entry, files, created_at,
                                 judging_id, state, verdict, score)
        SELECT {_ID.format("n")}, {_ID.format(f"n %% {_USERS}")}, 'problem-' || n %% {_PROBLEMS},
               'python3', 'solution.py', '[]', now() - n * interval '1 second', {_ID.format("n")},
               'done', (array['AC', 'WA', 'AC', 'TLE', 'AC', 'RTE', 'AC', 'WA', 'AC', 'MLE'])[n %% 10 + 1],
               100
        FROM generate_series(%(first)s::bigint, %(last)s) n""",
    f"""INSERT INTO judgings (id, submission_id, version_id, state, attempt, created_at, verdict, score)
        SELECT {_ID.format("n")}, {_ID.format("n")},
               upper(lpad(to_hex(n %% {_PROBLEMS}), 26, '0')), 'done', 1, now(), 'AC', 100
        FROM generate_series(%(first)s::bigint, %(last)s) n""",
    f"""INSERT INTO judging_results (judging_id, document, recorded_at, trimmed)
        SELECT {_ID.format("n")}, %(document)s, now(), false
        FROM generate_series(%(first)s::bigint, %(last)s) n""",
    "ANALYZE",
)


def measure(rows: tuple[int, ...] = ROWS, requests: int = _REQUESTS) -> dict[str, Any]:
    """Reads with each of these numbers of submissions, which ascend."""
    steps: dict[str, Any] = {}
    with (
        tempfile.TemporaryDirectory() as name,
        PostgresServer() as postgres,
        RedisServer() as redis,
    ):
        folder, url = Path(name), postgres.new_database()
        settings = {"CODEROUND_DATABASE_URL": url, "CODEROUND_REDIS_URL": redis.url}
        with serving(folder, workers=1, **settings) as served:
            client = served.client()
            push_problem(client, folder)
            document = json.dumps(client.judged()["judging"]["result"])
            with psycopg.connect(url, autocommit=True) as connection:
                for statement in _PREPARE:
                    connection.execute(statement.encode())
                filled = 0
                for count in rows:
                    began = time.perf_counter()
                    _fill(connection, filled, count, document)
                    fill_s, filled = time.perf_counter() - began, count
                    paths = _reads(client, *_someone(connection, count))
                    steps[str(count)] = {"fill_s": fill_s, "ms": _timed(client, paths, requests)}
    return {"steps": steps, "growth": _growth(steps)}


def _fill(
    connection: "psycopg.Connection[tuple[Any, ...]]", first: int, count: int, document: str
) -> None:
    values = {"first": first, "last": count - 1, "document": document}
    for statement in _FILL:
        connection.execute(statement.encode(), values if "%(" in statement else None)


def _someone(connection: "psycopg.Connection[tuple[Any, ...]]", count: int) -> tuple[str, str]:
    """The ids of a submission in the middle, and of a user."""
    some = connection.execute(
        "SELECT id FROM submissions ORDER BY id OFFSET %s LIMIT 1", (count // 2,)
    )
    user = connection.execute("SELECT id FROM users WHERE name = 'user500'")
    return (some.fetchone() or ("",))[0], (user.fetchone() or ("",))[0]


def _reads(client: Client, submission: str, user: str) -> dict[str, str]:
    """What is asked for, by what it is."""
    deep = client.ask("GET", "/submissions?limit=100")["next"]
    problem = "problem-7"
    return {
        "a submission": f"/submissions/{submission}",
        "latest submissions": "/submissions",
        "a later page": f"/submissions?cursor={deep}",
        "of a problem": f"/submissions?problem={problem}",
        "of a user": f"/submissions?user={user}",
        "of a problem, accepted": f"/submissions?problem={problem}&verdict=AC",
        "of a verdict nobody has": "/submissions?verdict=CE",
        "a problem": f"/problems/{problem}",
        "problems": "/problems",
        "problems, searched": "/problems?search=problem-4",
    }


def _timed(client: Client, paths: dict[str, str], requests: int) -> dict[str, dict[str, float]]:
    """Every read many times, in turns."""
    times: dict[str, list[float]] = {name: [] for name in paths}
    for path in paths.values():
        client.ask("GET", path)
    for _ in range(requests):
        for name, path in paths.items():
            times[name].append(milliseconds(partial(client.ask, "GET", path)))
    return {name: summary_ms(each) for name, each in times.items()}


def _growth(steps: dict[str, Any]) -> list[float]:
    """From step to step, the median read's factor."""
    by_read = zip(
        *([each["p50"] for each in step["ms"].values()] for step in steps.values()), strict=True
    )
    return [statistics.median(each) for each in zip(*map(growth, by_read), strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=positive, nargs="+", default=list(ROWS))
    options = parser.parse_args()
    end_on_sigterm()
    print(json.dumps(measure(tuple(sorted(options.rows))), indent=2))


if __name__ == "__main__":
    main()
