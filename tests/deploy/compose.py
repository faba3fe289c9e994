"""`docker compose` on deploy/compose.yaml, as an operator would call it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
FILE = DEPLOY / "compose.yaml"
PROGRAM = Path(sys.executable).with_name("docker-compose")
"""Docker's own program, which `docker compose` would start; a package of the `dev` extra brings it."""


@dataclass(frozen=True)
class Compose:
    """One project: its name, its .env, files that change something."""

    project: str
    env_file: Path
    overrides: tuple[Path, ...] = ()

    @property
    def command(self) -> list[str | Path]:
        """The program with what says which project is meant."""
        return [
            PROGRAM,
            f"--project-name={self.project}",
            f"--file={FILE}",
            f"--env-file={self.env_file}",
            *(f"--file={override}" for override in self.overrides),
        ]

    @property
    def environment(self) -> dict[str, str]:
        """How the engine is found and nothing else of the caller's: it would win over .env."""
        inherited = ("PATH", "HOME", "DOCKER_HOST", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY")
        return {name: os.environ[name] for name in inherited if name in os.environ}

    def run(self, *arguments: str, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, whatever that is."""
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    def out(self, *arguments: str, timeout_s: float = 120) -> str:
        """What a command that has to succeed prints."""
        done = self.run(*arguments, timeout_s=timeout_s)
        assert done.returncode == 0, f"{' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def config(self) -> dict[str, Any]:
        """The file as it is understood, with every variable put in."""
        found = json.loads(self.out("--profile=*", "config", "--format=json"))
        assert isinstance(found, dict)
        return found


def write_env(path: Path, **values: str) -> Path:
    """A .env made of the example, with some lines filled in as a person would."""
    lines = (DEPLOY / ".env.example").read_text(encoding="utf-8").splitlines()
    for name, value in values.items():
        place = next(i for i, line in enumerate(lines) if line.lstrip("#").startswith(f"{name}="))
        lines[place] = f"{name}={value}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
