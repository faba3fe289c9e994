"""A stack of containers as its operator and its users see it."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import docker
import httpx

from tests.deploy.compose import DEPLOY, Compose

RUNBOOK = (DEPLOY / "README.md").read_text(encoding="utf-8")
JUDGE = Path(sys.executable).with_name("judge")
_PROJECT_LABEL = "com.docker.compose.project"
_BOX_HOST_LABEL = "coderound.host"


@dataclass(frozen=True)
class Stack:
    """The services of one compose project; its judge host has the project's name."""

    compose: Compose

    def start(self) -> None:
        """Start what does not run, and wait until all of it is healthy."""
        done = self.compose.run("up", "--detach", "--wait", "--no-build", timeout_s=180)
        assert done.returncode == 0, f"{done.stderr}\n{self.logs()}"

    def remove(self) -> None:
        """Take everything down, with the data."""
        self.compose.out("--profile=*", "down", "--volumes", "--timeout=30")

    def remains(self) -> list[str]:
        """What is left of it on the engine, boxes included."""
        project = f"{_PROJECT_LABEL}={self.compose.project}"
        boxes = f"{_BOX_HOST_LABEL}={self.compose.project}"
        client = docker.from_env()
        try:
            containers = [
                container.name
                for label in (project, boxes)
                for container in client.containers.list(
                    all=True, filters={"label": label}, ignore_removed=True
                )
            ]
            networks = [each.name for each in client.networks.list(filters={"label": project})]
            volumes = [each.name for each in client.volumes.list(filters={"label": project})]
        finally:
            client.close()
        return [str(name) for name in (*containers, *networks, *volumes)]

    def logs(self) -> str:
        """The end of what the services have said."""
        return self.compose.run("logs", "--no-color", "--tail=60").stdout

    def inside(self, service: str, *command: str) -> str:
        """What a command prints that is run in a service's container."""
        return self.compose.out("exec", "-T", service, *command).strip()

    @cached_property
    def admin_key(self) -> str:
        """The key that the first start made."""
        said = self.compose.out("logs", "--no-color", "api")
        found = re.search(r"\bcr_\w+", said)
        assert found, said
        return found[0]

    def as_in_the_runbook(
        self, command: str, *, stdin: Path | None = None, stdout: Path | None = None
    ) -> None:
        """Do what deploy/README.md says in these words after `docker compose`."""
        assert f"docker compose {command}" in RUNBOOK
        with (stdin or Path(os.devnull)).open("rb") as source:
            done = subprocess.run(
                [*self.compose.command, *command.split()],
                env=self.compose.environment,
                stdin=source,
                capture_output=True,
                timeout=120,
                check=False,
            )
        assert done.returncode == 0, done.stderr.decode()
        if stdout is not None:
            stdout.write_bytes(done.stdout)

    def submissions(self) -> list[Any]:
        """Every submission, the latest first, as the API shows them."""
        asked = {"Authorization": f"Bearer {self.admin_key}"}
        answer = httpx.get(f"{self.address}/api/v1/submissions", headers=asked, timeout=30)
        answer.raise_for_status()
        return list(answer.json()["items"])

    @property
    def address(self) -> str:
        """Where the API is published at the moment; a container that starts gets another port."""
        return f"http://{self.compose.out('port', 'api', '8000').strip()}"

    def judge(self, *arguments: str, timeout_s: float = 90) -> dict[str, Any]:
        """The document that a client command on this machine prints."""
        done = subprocess.run(
            [JUDGE, *arguments, "--json"],
            env=os.environ
            | {"CODEROUND_SERVER": self.address, "CODEROUND_API_KEY": self.admin_key},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{self.logs()}"
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found
