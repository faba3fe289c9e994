"""deploy/compose.yaml is accepted by the real program, and asks for what the runbook promises."""

import re
from pathlib import Path
from typing import Any

import pytest

from judge.settings import PREFIX, Settings
from tests.deploy.compose import DEPLOY, FILE, ROOT, Compose, write_env

SECRETS = {"POSTGRES_PASSWORD": "postgres0secret", "REDIS_PASSWORD": "redis0secret"}
REQUIRED = {**SECRETS, "DOCKER_GID": "107"}
SERVICES = {"postgres", "redis", "api", "worker", "images"}

NOT_FOR_COMPOSE = {
    "port": "stands in the command line; PORT says where it is published",
    "server": "of client commands",
    "api_key": "of client commands",
}
"""Settings that nobody sets in .env, and why."""


@pytest.fixture
def compose(tmp_path: Path) -> Compose:
    return Compose("coderound-test", write_env(tmp_path / "env", **REQUIRED))


@pytest.fixture
def services(compose: Compose) -> dict[str, Any]:
    found = compose.config()["services"]
    assert isinstance(found, dict)
    return found


def without_comments() -> str:
    return re.sub(r"^ *#.*$", "", FILE.read_text(encoding="utf-8"), flags=re.M)


def test_the_file_is_accepted_without_a_warning(compose: Compose) -> None:
    done = compose.run("--profile=*", "config", "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("missing", sorted(REQUIRED))
def test_without_a_required_value_nothing_starts(tmp_path: Path, missing: str) -> None:
    values = {name: value for name, value in REQUIRED.items() if name != missing}
    compose = Compose("coderound-test", write_env(tmp_path / "env", **values))

    done = compose.run("config", "--quiet")

    assert done.returncode != 0
    assert f"set {missing} in .env" in done.stderr


def test_it_is_made_of_these_services(services: dict[str, Any]) -> None:
    assert set(services) == SERVICES


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_is_shut_in(services: dict[str, Any], name: str) -> None:
    service = services[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["logging"]["options"].keys() >= {"max-size", "max-file"}
    assert "privileged" not in service
    assert "network_mode" not in service


@pytest.mark.parametrize("name", ["postgres", "redis", "api", "worker"])
def test_what_runs_for_long_is_watched_and_started_again(
    services: dict[str, Any], name: str
) -> None:
    assert services[name]["restart"] == "unless-stopped"
    assert services[name]["healthcheck"]["test"]


def test_only_the_api_is_published_and_only_on_this_machine(services: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in services.items() if "ports" in service}

    assert ports.keys() == {"api"}
    assert [port["host_ip"] for port in ports["api"]] == ["127.0.0.1"]


def test_the_databases_are_on_a_network_without_a_way_out(compose: Compose) -> None:
    config = compose.config()

    assert config["networks"]["backend"]["internal"] is True
    for name in ("postgres", "redis"):
        assert set(config["services"][name]["networks"]) == {"backend"}


def test_only_what_judges_or_builds_gets_the_docker_socket(services: dict[str, Any]) -> None:
    holders = {
        name
        for name, service in services.items()
        if any("docker.sock" in volume["target"] for volume in service.get("volumes", []))
    }

    assert holders == {"worker", "images"}


def test_nothing_is_kept_in_a_container(services: dict[str, Any]) -> None:
    kept = {
        name: {volume["source"] for volume in services[name]["volumes"]}
        for name in ("postgres", "redis")
    }

    assert kept == {"postgres": {"postgres"}, "redis": {"redis"}}


def test_redis_keeps_what_it_is_told_and_drops_nothing(services: dict[str, Any]) -> None:
    command = services["redis"]["command"]
    options = dict(zip(command[1::2], command[2::2], strict=True))

    assert command[0] == "redis-server"
    assert options["--appendonly"] == "yes"
    assert options["--appendfsync"] == "everysec"
    assert options["--maxmemory-policy"] == "noeviction"


def test_passwords_reach_those_who_need_them_only(services: dict[str, Any]) -> None:
    for name, secret in SECRETS.items():
        holders = {each for each, service in services.items() if secret in str(service)}
        server = name.partition("_")[0].lower()
        assert holders == {server, "api", "worker"}


def test_the_example_names_every_variable_and_no_other() -> None:
    text = without_comments()
    used = set(re.findall(r"\$\{(\w+)", text))
    used |= set(re.findall(rf"^ +({PREFIX}\w+):$", text, re.M))

    example = (DEPLOY / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#?(\w+)=", example, re.M)) == used


def test_every_setting_of_the_service_can_be_made() -> None:
    settings = {
        f"{PREFIX}{name.upper()}" for name in Settings.model_fields.keys() - NOT_FOR_COMPOSE
    }

    settable = set(re.findall(rf"^ +({PREFIX}\w+):", without_comments(), re.M))

    assert settable == settings


def test_the_examples_defaults_are_the_files() -> None:
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", without_comments()))
    example = (DEPLOY / ".env.example").read_text(encoding="utf-8")

    shown = dict(re.findall(r"^#(\w+)=(.*)$", example, re.M))

    assert {name: shown[name] for name in defaults} == defaults


def test_a_setting_in_env_reaches_the_service(tmp_path: Path) -> None:
    env_file = write_env(tmp_path / "env", **REQUIRED, CODEROUND_LEASE_S="17")

    services = Compose("coderound-test", env_file).config()["services"]

    for name in ("api", "worker"):
        assert services[name]["environment"]["CODEROUND_LEASE_S"] == "17"
        assert (
            services[name]["environment"]["CODEROUND_SWEEP_S"] is None
        )  # not set, so not handed on


def test_the_runbook_names_commands_that_there_are() -> None:
    documented = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"^### `(judge(?: [a-z]+)+)", documented, re.M))
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    lines = [
        line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()
    ]
    spans = [" ".join(span.split()) for span in re.findall(r"(?<!`)`([^`]+)`", text)]

    named = [each for code in (*lines, *spans) for each in re.findall(r"\bjudge(?: [a-z]+)+", code)]

    assert len(named) > 10
    for each in named:
        # A group may be named alone; behind a command may stand what it is to work on.
        assert any(
            known.startswith(each) or f"{each} ".startswith(f"{known} ") for known in commands
        )


def test_the_runbooks_changes_to_the_file_are_accepted(tmp_path: Path) -> None:
    blocks = re.findall(
        r"```yaml\n(.*?)```", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.S
    )
    assert len(blocks) == 2

    for number, block in enumerate(blocks):
        override = tmp_path / f"{number}.yaml"
        override.write_text(block, encoding="utf-8")
        env_file = write_env(tmp_path / "env", **REQUIRED)
        compose = Compose("coderound-test", env_file, (override,))

        assert compose.config()["services"].keys() == SERVICES
