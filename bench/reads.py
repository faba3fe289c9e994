"""Reading over HTTP while the database holds many submissions.

    .venv/bin/python -m bench.reads [--rows N]

Prints JSON: p50 and p99 in milliseconds for each read, with few rows and with N more, in PostgreSQL. It
starts a private PostgreSQL and an API without workers, and fills the tables with one statement each: a
thousand users, fifty problems, verdicts as they come, a result of twenty tests for each submission.
"""

import argparse
import json
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from bench.overhead import milliseconds
from bench.service import Client, percentile, push_problem, serving, submission_body
from tests.servers import PostgresServer, RedisServer

_USERS, _PROBLEMS = 1000, 50
_REQUESTS = 300

# Ids are ULIDs; these are older than any that is made now, and as long.
_ID = "upper(lpad(to_hex({} + 1048576), 26, '0'))"
_FILL = (
    f"""INSERT INTO users (id, name, name_key, role, created_at)
        SELECT {_ID.format("n")}, 'user' || n, 'user' || n, 'solver', now()
        FROM generate_series(0, {_USERS - 1}) n""",
    """INSERT INTO problems (name, published_id, search_key, difficulty)
        SELECT 'problem-' || n, published_id, 'problem-' || n, 'easy'
        FROM problems, generate_series(0, %(problems)s - 1) n WHERE name = 'bench'""",
    """INSERT INTO problem_versions
          (id, problem, number, digest, archive, state, manifest, created_at)
        SELECT upper(lpad(to_hex(n), 26, '0')), 'problem-' || n, 1, digest, archive, state,
               manifest, created_at
        FROM problem_versions, generate_series(0, %(problems)s - 1) n WHERE problem = 'bench'""",
    """UPDATE problems SET published_id = v.id FROM problem_versions v
        WHERE v.problem = problems.name AND v.state = 'published'""",
    f"""INSERT INTO submissions (id, user_id, problem, language, entry, files, created_at,
                                 judging_id, state, verdict, score)
        SELECT {_ID.format("n")}, {_ID.format(f"n % {_USERS}")}, 'problem-' || n % %(problems)s,
               'python3', 'solution.py', '[]', now() - n * interval '1 second', {_ID.format("n")},
               'done', (array['AC', 'WA', 'AC', 'TLE', 'AC', 'RTE', 'AC', 'WA', 'AC', 'MLE'])[n % 10 + 1],
               100
        FROM generate_series(0, %(rows)s - 1) n""",
    f"""INSERT INTO judgings (id, submission_id, version_id, state, attempt, created_at, verdict, score)
        SELECT {_ID.format("n")}, {_ID.format("n")},
               upper(lpad(to_hex(n % %(problems)s), 26, '0')), 'done', 1, now(), 'AC', 100
        FROM generate_series(0, %(rows)s - 1) n""",
    f"""INSERT INTO judging_results (judging_id, document, recorded_at, trimmed)
        SELECT {_ID.format("n")}, %(document)s, now(), false
        FROM generate_series(0, %(rows)s - 1) n""",
    "ANALYZE",
)


def reads(client: Client, submission: str, user: str, problem: str) -> dict[str, str]:
    """What is asked for, by what it is."""
    deep = client.ask("GET", "/submissions?limit=100").get("next")
    return {
        "a submission": f"/submissions/{submission}",
        "latest submissions": "/submissions",
        "a later page": f"/submissions?cursor={deep}" if deep else "/submissions",
        "of a problem": f"/submissions?problem={problem}",
        "of a user": f"/submissions?user={user}",
        "of a problem, accepted": f"/submissions?problem={problem}&verdict=AC",
        "of a verdict nobody has": "/submissions?verdict=CE",
        "a problem": f"/problems/{problem}",
        "problems": "/problems",
        "problems, searched": "/problems?search=problem-4",
    }


def timed(client: Client, paths: dict[str, str]) -> dict[str, dict[str, float]]:
    """Every read many times, in turns."""
    times: dict[str, list[float]] = {name: [] for name in paths}
    for name in paths:
        client.ask("GET", paths[name])
    for _ in range(_REQUESTS):
        for name, path in paths.items():
            times[name].append(milliseconds(partial(client.ask, "GET", path)))
    return {
        name: {"p50": percentile(each, 0.5), "p99": percentile(each, 0.99)}
        for name, each in times.items()
    }


def measure(rows: int) -> dict[str, Any]:
    """Reads with one submission and with `rows` more."""
    with (
        tempfile.TemporaryDirectory() as name,
        PostgresServer() as postgres,
        RedisServer() as redis,
    ):
        folder, url = Path(name), postgres.new_database()
        settings = {"CODEROUND_DATABASE_URL": url, "CODEROUND_REDIS_URL": redis.url}
        with serving(folder, workers=1, **settings) as (port, key):
            client = Client(port, key)
            push_problem(client, folder)
            own = client.ask("POST", "/submissions?wait=60", submission_body(0))
            few = timed(client, reads(client, own["id"], own["user"], "bench"))
            document = json.dumps(own["judging"]["result"])
            started = time.perf_counter()
            with psycopg.connect(url, autocommit=True) as connection:
                for statement in _FILL:
                    values = {"rows": rows, "problems": _PROBLEMS, "document": document}
                    # psycopg takes a bare % for a placeholder.
                    connection.execute(statement.replace(" % ", " %% ").encode(), values)
                filled_s = time.perf_counter() - started
                (some,) = connection.execute(
                    "SELECT id FROM submissions ORDER BY id OFFSET %s LIMIT 1", (rows // 2,)
                ).fetchone() or ("",)
                (user,) = connection.execute(
                    "SELECT id FROM users WHERE name = 'user500'"
                ).fetchone() or ("",)
            client = Client(port, key)  # the server has hung up on one that was silent for so long
            many = timed(client, reads(client, some, user, "problem-7"))
    return {"rows": rows, "fill_s": round(filled_s, 1), "few_ms": few, "many_ms": many}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    print(json.dumps(measure(parser.parse_args().rows), indent=2))
