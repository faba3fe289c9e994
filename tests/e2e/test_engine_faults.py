"""The Docker engine is away, dies, hangs, or has not got the image."""

import io
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from judge.sandbox.image_stages import image_reference
from tests.cli.command_line import Outcome
from tests.e2e.private_engine import PrivateEngine, await_, private_engine
from tests.e2e.shell import BUSY, RIGHT, SLEEPING, Process, Shell, boxes_of, outcome_of, runs_in

pytestmark = pytest.mark.docker


@pytest.fixture
def made(own_engine: PrivateEngine, shell: Shell) -> Iterator[PrivateEngine]:
    """The private engine, with all data of the problems made, and sound again afterwards."""
    assert accepted(shell, own_engine)
    yield own_engine
    assert own_engine.boxes() == []
    assert accepted(shell, own_engine)


def accepted(shell: Shell, engine: PrivateEngine) -> bool:
    solution = shell.write(RIGHT, "right.py")
    outcome = shell.judge("run", "a-function", solution, "--json", DOCKER_HOST=engine.host)
    return (outcome.code, outcome.document().get("verdict")) == (0, "AC")


def start_running(shell: Shell, engine: PrivateEngine, source: str) -> Process:
    """A judging whose program is under way."""
    solution = shell.write(source)
    process = shell.start("run", "a-function", solution, "--json", DOCKER_HOST=engine.host)
    with engine.client() as client:
        await_(lambda: runs_in(client, shell), "the program to run")
    return process


def judge_error_of(outcome: Outcome) -> str:
    assert outcome.code == 3, outcome
    assert "Traceback" not in outcome.err
    document = outcome.document()
    assert document["verdict"] == "JE"
    assert document["score"] == 0
    return str(document["message"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "a-function", "solution.py"],
        ["problem", "verify", "a-function"],
        ["images", "list"],
    ],
)
def test_without_an_engine_a_document_names_the_fix(shell: Shell, arguments: list[str]) -> None:
    shell.write(RIGHT)
    outcome = shell.judge(
        *arguments,
        "--json",
        DOCKER_HOST="unix:///nonexistent",
        CODEROUND_DATA_DIR=str(shell.folder / "data"),
    )
    assert outcome.code == 3
    assert outcome.document()["error"]["type"] == "EngineUnavailable"
    assert "scripts/setup" in outcome.document()["error"]["message"]
    assert "Traceback" not in outcome.err


def test_without_an_engine_a_person_is_told_the_fix(shell: Shell) -> None:
    outcome = shell.judge("demo", DOCKER_HOST="unix:///nonexistent")
    assert (outcome.code, outcome.out) == (3, "")
    assert "scripts/setup" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_image_that_is_missing_is_named_with_the_command_that_builds_it(shell: Shell) -> None:
    command = ("run", "a-function", shell.write(RIGHT), "--json")
    with private_engine() as empty:
        outcome = shell.judge(
            *command, DOCKER_HOST=empty.host, CODEROUND_DATA_DIR=str(shell.folder / "data")
        )
        assert empty.boxes() == []
    assert outcome.code == 3
    error = outcome.document()["error"]
    assert error["type"] == "ImageMissing"
    assert image_reference("python") in error["message"]
    assert "judge images build" in error["message"]


def test_an_image_of_another_agent_is_refused(made: PrivateEngine, shell: Shell) -> None:
    """Its tag says that it is the right one, and what is in it says another protocol."""
    reference = image_reference("python")
    dockerfile = (
        f"FROM {reference}\n"
        "RUN find /opt/coderound/agent -name __pycache__ -prune -exec rm -r {} + "
        "&& grep -rl '^PROTOCOL = ' /opt/coderound/agent | xargs sed -i 's/^PROTOCOL = .*/PROTOCOL = 0/'\n"
    )
    solution = shell.write(RIGHT)
    with made.client() as client:
        genuine = client.images.get(reference)
        other, _ = client.images.build(
            fileobj=io.BytesIO(dockerfile.encode()), network_mode="none", rm=True
        )
        other.tag(reference)
        try:
            outcome = shell.judge("run", "a-function", solution, "--json", DOCKER_HOST=made.host)
        finally:
            genuine.tag(reference)
    message = judge_error_of(outcome)
    assert "protocol 0" in message
    assert "judge images build" in message


@pytest.mark.slow
def test_an_engine_that_dies_in_the_middle_of_a_test_ends_in_je(
    made: PrivateEngine, shell: Shell
) -> None:
    process = start_running(shell, made, BUSY)
    made.kill()
    try:
        message = judge_error_of(outcome_of(process, timeout_s=60))
    finally:
        made.start()
    assert "engine went away" in message
    assert "judge doctor" in message


@pytest.mark.slow
def test_an_engine_that_dies_in_a_verification_is_not_held_against_the_package(
    made: PrivateEngine, shell: Shell, problems: Path
) -> None:
    process = shell.start("problem", "verify", "a-function", "--json", DOCKER_HOST=made.host)
    with made.client() as client:
        await_(lambda: boxes_of(client, shell.owners()) == ["running"], "a box")
    made.kill()
    try:
        outcome = outcome_of(process, timeout_s=60)
    finally:
        made.start()
    assert outcome.code == 3
    assert outcome.document()["error"]["exit_code"] == 3


@pytest.mark.slow
def test_an_engine_that_hangs_in_the_middle_of_a_test_ends_in_je(
    made: PrivateEngine, shell: Shell
) -> None:
    process = start_running(shell, made, SLEEPING)
    made.pause()
    try:
        message = judge_error_of(outcome_of(process, timeout_s=120))
    finally:
        made.resume()
    assert "engine was silent" in message
    await_(lambda: made.boxes() == [], "the engine to remove the box that it was asked to remove")


def test_a_box_that_somebody_else_removes_is_replaced(
    engine: docker.DockerClient, shell: Shell
) -> None:
    """Its program is run again in a new box, and judged as if nothing had been."""
    process = shell.start("run", "a-function", shell.write(SLEEPING), "--sample", "--json")
    await_(lambda: runs_in(engine, shell), "the program to run")
    for box in engine.containers.list(filters={"label": "coderound.owner"}):
        if box.labels["coderound.owner"] in shell.owners():
            box.kill(signal.SIGKILL)
    outcome = outcome_of(process)
    assert (outcome.code, outcome.document()["verdict"]) == (1, "TLE")


def test_a_box_that_was_never_started_is_swept(own_engine: PrivateEngine, shell: Shell) -> None:
    """Its judge was killed after making it; others, which still may start theirs, are left alone."""
    with own_engine.client() as client:
        for labels in ({"coderound.owner": "host/1"}, {}):
            client.containers.create(image_reference("python"), ["true"], labels=labels)
        assert sweep(shell, own_engine, older_than_s=600) == ["created"]
        await_(lambda: sweep(shell, own_engine, older_than_s=0) == [], "the box to be old enough")
        (foreign,) = client.containers.list(all=True)
        foreign.remove()


def sweep(shell: Shell, engine: PrivateEngine, older_than_s: int) -> list[str]:
    """Sweep in a process of its own, which meets this engine first; the states of what is left."""
    sweeping = f"docker_box.remove_never_started('coderound.owner', {older_than_s})"
    program = f"from judge.sandbox import docker_box; {sweeping}"
    command = (sys.executable, "-c", program)
    outcome = outcome_of(shell.start_program(command, {"DOCKER_HOST": engine.host}))
    assert outcome == Outcome(0, "", "")
    return engine.boxes()
