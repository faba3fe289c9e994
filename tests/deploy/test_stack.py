"""The services of deploy/compose.yaml, started as the file says and used as people would."""

from pathlib import Path

import pytest

from judge.model.problem import ProblemKind
from judge.package.new import create_package
from judge.sandbox.image_stages import STANDARD_IMAGES, image_reference
from tests.deploy.stack import Stack

pytestmark = [pytest.mark.docker, pytest.mark.slow]

RIGHT = """\
def largest_sum(numbers):
    best = ending_here = 0
    for number in numbers:
        ending_here = max(0, ending_here + number)
        best = max(best, ending_here)
    return best
"""
PROBLEM = "largest-sum"


@pytest.fixture(scope="session")
def problem(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A problem that was pushed to the service and verified there."""
    package = tmp_path_factory.mktemp("problems") / PROBLEM
    create_package(package, ProblemKind.FUNCTION)
    stack.judge("problem", "push", str(package))
    return PROBLEM


@pytest.fixture
def solution(tmp_path: Path) -> Path:
    path = tmp_path / "solution.py"
    path.write_text(RIGHT, encoding="utf-8")
    return path


def verdict_of(stack: Stack, problem: str, solution: Path) -> str:
    return str(stack.judge("submit", problem, str(solution))["verdict"])


def test_a_submission_is_judged(stack: Stack, problem: str, solution: Path) -> None:
    assert verdict_of(stack, problem, solution) == "AC"


@pytest.mark.parametrize("service", ["api", "worker"])
def test_our_programs_are_nobody_special(stack: Stack, service: str) -> None:
    assert stack.inside(service, "id", "-u") == "10001"
    status = stack.inside(
        service, "sh", "-c", "grep CapEff /proc/1/status; touch /opt/x 2>&1 || true"
    )
    assert status.split()[1] == "0000000000000000"
    assert "Read-only file system" in status


def test_the_api_cannot_speak_to_the_engine(stack: Stack) -> None:
    assert stack.inside("api", "sh", "-c", "ls /var/run/docker.sock 2>/dev/null || true") == ""


def test_the_runner_images_are_built_from_the_service_image(stack: Stack) -> None:
    """From the same sources as here, so they have the same names and nothing is left to build."""
    said = stack.compose.out("run", "-T", "--rm", "images").split()

    assert said == [image_reference(name) for name in STANDARD_IMAGES]


def test_redis_runs_as_it_was_told_and_wants_the_password(stack: Stack) -> None:
    asked = ("appendonly", "appendfsync", "maxmemory-policy")

    said = stack.inside("redis", "redis-cli", "config", "get", *asked).split()

    assert dict(zip(said[::2], said[1::2], strict=True)) == {
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
    }
    assert "NOAUTH" in stack.inside("redis", "env", "-u", "REDISCLI_AUTH", "redis-cli", "ping")


def test_after_everything_was_killed_it_goes_on_where_it_was(
    stack: Stack, problem: str, solution: Path
) -> None:
    assert verdict_of(stack, problem, solution) == "AC"
    before = stack.submissions()

    stack.compose.out("kill")
    stack.start()

    assert stack.submissions() == before
    assert verdict_of(stack, problem, solution) == "AC"


def test_what_a_backup_holds_comes_back(
    stack: Stack, problem: str, solution: Path, tmp_path: Path
) -> None:
    assert verdict_of(stack, problem, solution) == "AC"
    kept = stack.submissions()
    dump = tmp_path / "dump"

    stack.as_in_the_runbook(
        "exec -T postgres pg_dump --username=coderound --format=custom coderound", stdout=dump
    )
    assert verdict_of(stack, problem, solution) == "AC"  # is not in the backup
    stack.as_in_the_runbook("stop api worker")
    stack.as_in_the_runbook("exec -T postgres dropdb --username=coderound --force coderound")
    stack.as_in_the_runbook("exec -T postgres createdb --username=coderound coderound")
    stack.as_in_the_runbook(
        "exec -T postgres pg_restore --username=coderound --dbname=coderound --exit-on-error",
        stdin=dump,
    )
    stack.as_in_the_runbook("exec -T redis redis-cli FLUSHALL")
    stack.start()

    assert stack.submissions() == kept
    assert verdict_of(stack, problem, solution) == "AC"
