"""The OpenAPI document against the service: whatever is sent, the answer is one that is documented.

A fixed seed: what is found once is found again, and a change that breaks the contract fails for all.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from schemathesis import Case, GenerationMode, SerializationContext
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from judge.model.users import Role
from judge.model.verdict import Verdict
from judge.service.packages import register_bank
from judge.settings import Settings
from tests.api.running import PROBLEM, SOURCE, Running, running
from tests.api.test_submissions import submit
from tests.servers import RedisServer

pytestmark = pytest.mark.slow

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture(scope="module")
def target(
    tmp_path_factory: pytest.TempPathFactory, private_redis: RedisServer, bank: Path
) -> Iterator[Running]:
    """A service that takes as much as comes."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with running(
        folder, private_redis.url, submissions_per_minute=1_000_000, queue_cap=1_000_000
    ) as service:
        register_bank(service.service, bank)
        yield service


@pytest.fixture(scope="module")
def sessions(target: Running) -> Iterator[dict[str, requests.Session]]:
    """Nobody, a solver and an admin."""
    keys = {
        "nobody": None,
        "solver": target.somebody("fuzzing-solver", Role.SOLVER).key,
        "admin": target.somebody("fuzzing-admin", Role.ADMIN).key,
    }
    made = {}
    for name, key in keys.items():
        made[name] = requests.Session()
        if key is not None:
            made[name].headers["Authorization"] = f"Bearer {key}"
    yield made
    for session in made.values():
        session.close()


@pytest.fixture(scope="module")
def known(target: Running) -> dict[str, str]:
    """What is there, by the names of path parameters."""
    victim = target.somebody("victim", Role.SOLVER)
    admin = target.somebody("known-admin", Role.ADMIN)
    done, dead = submit(victim), submit(victim)
    target.finish(done["id"], Verdict.WA)
    target.finish(dead["id"], Verdict.JE)
    body = {"problem": PROBLEM, "language": "python3", "source": SOURCE}
    hook = {"url": "https://example.com/hook", "events": ["judging.done"]}
    again = {"reason": "looking", "submission": done["id"]}
    return {
        "submission_id": done["id"],
        "judging_id": dead["judging"]["id"],
        "user_id": victim.user.id,
        "problem": PROBLEM,
        "language": "python3",
        "number": "1",
        "key_id": victim.http.get("/api/v1/keys").json()["items"][0]["id"],
        "run_id": victim.http.post("/api/v1/runs", json=body).json()["id"],
        "webhook_id": admin.http.post("/api/v1/webhooks", json=hook).json()["id"],
        "rejudge_id": admin.http.post("/api/v1/rejudges", json=again).json()["id"],
    }


@schemathesis.serializer("application/zip")
def as_it_is(_: SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def config(modes: list[GenerationMode], max_examples: int) -> SchemathesisConfig:
    made = SchemathesisConfig()
    project = made.projects.default
    project.generation.modes = modes
    project.generation.max_examples = max_examples
    project.generation.deterministic = True
    project.generation.database = "none"
    return made


ROLES = ("nobody", "solver", "admin")
TURNS = itertools.cycle(ROLES)

# Made while tests are collected, for each operation is one; nothing is opened for it.
DOCUMENT = create_app(Settings(data_dir=Path("unused"), redis_url="redis://unused")).openapi()
# Not ready is what it is, for nobody judges here.
ANYTHING = schemathesis.openapi.from_dict(DOCUMENT, config=config(list(GenerationMode), 5))
REASONABLE = schemathesis.openapi.from_dict(DOCUMENT, config=config([GenerationMode.POSITIVE], 5))


@ANYTHING.exclude(path="/readyz").parametrize()
def test_whatever_is_sent_is_answered_as_documented(
    case: Case[Any], target: Running, sessions: dict[str, requests.Session]
) -> None:
    # In turns, as each operation has dozens of cases that differ in little.
    session = sessions[next(TURNS)]
    case.call_and_validate(base_url=target.url, session=session, checks=CHECKS)


@REASONABLE.exclude(path="/readyz").parametrize()
def test_what_is_there_is_shown_as_documented(
    case: Case[Any],
    target: Running,
    sessions: dict[str, requests.Session],
    known: dict[str, str],
) -> None:
    for name in case.path_parameters:
        case.path_parameters[name] = known[name]
    if isinstance(case.body, dict):
        wanted = {"problem": PROBLEM, "language": "python3", "submission": known["submission_id"]}
        case.body.update({name: wanted[name] for name in case.body if name in wanted})
    if "wait" in (case.query or {}):
        case.query["wait"] = 0
    if case.operation.label == "GET /api/v1/runs/{run_id}/events":
        case.path_parameters["run_id"] = "0" * 26  # nobody judges it, so its stream would not end
    for session in sessions.values():
        case.call_and_validate(base_url=target.url, session=session, checks=CHECKS[:-1])
