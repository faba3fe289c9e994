"""scripts/setup: quick when nothing is missing, clear when it may not help, patient with dockerd."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_TOOLS = (
    *("bash", "sh", "env", "apt-get", "mount", "nohup", "pidof", "ps", "setsid"),
    *("dirname", "id", "sed", "sha256sum", "sleep", "tail", "touch"),
)
_NEEDED = ("scripts/setup", "pyproject.toml", "constraints.txt")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What setup reads, in a folder that anybody may enter, and nothing set up."""
    folder = tmp_path / "clone"
    for name in _NEEDED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.geteuid() and path.is_relative_to(tmp_path.parents[1]):
            path.chmod(0o755)
    return folder


def setup(
    folder: Path, *command: str, flag: str = "", path: str | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DOCKER_HOST"}
    return subprocess.run(
        [*command, folder / "scripts" / "setup", *([flag] if flag else [])],
        env=environment | ({"PATH": path} if path else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.docker
def test_a_second_run_does_nothing_and_does_it_quickly() -> None:
    assert setup(ROOT).returncode == 0

    started = time.monotonic()
    second = setup(ROOT)

    assert (second.returncode, second.stdout) == (0, "")
    assert second.stderr == "setup: nothing to do\n"
    assert time.monotonic() - started < 3


def test_without_rights_it_prints_the_command_that_installs_what_is_missing(
    clone: Path, tmp_path: Path
) -> None:
    pretend_venv(clone)

    result = setup(clone, *unprivileged(), flag="--tests", path=tools(tmp_path, "no-redis"))

    assert result.returncode == 1
    assert "missing: redis-server" in result.stderr
    assert "\n    sudo apt-get update && sudo apt-get install --yes " in result.stderr


@pytest.mark.docker
def test_without_access_to_the_engine_it_prints_the_command_that_gives_it(
    clone: Path, tmp_path: Path
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become a user without access")
    pretend_venv(clone)

    result = setup(clone, *unprivileged(), path=tools(tmp_path, "no-access"))

    assert result.returncode == 1
    assert result.stderr.startswith("setup: nobody may not use the Docker engine.")
    assert "\n    sudo usermod --append --groups docker nobody" in result.stderr


def test_an_unknown_flag_prints_the_usage(clone: Path) -> None:
    result = setup(clone, flag="--all")

    assert result.returncode == 2
    assert "scripts/setup [--service | --tests]" in result.stderr


def test_a_dockerd_that_dies_is_shown_with_the_end_of_its_log(clone: Path, tmp_path: Path) -> None:
    path = tools(tmp_path, "dockerd", dockerd="echo 'no cgroups here' >&2; exit 1")
    pretend_venv(clone)

    result = setup(clone, *in_a_machine_without_engine(tmp_path), path=path)

    assert result.returncode == 1
    assert "starting dockerd" in result.stderr
    assert result.stderr.endswith("no cgroups here\n")


def test_a_dockerd_that_is_started_outlives_setup_and_its_terminal(
    clone: Path, tmp_path: Path
) -> None:
    """It has a session of its own and none of the caller's pipes: `timeout` in `setup` proves that."""
    stay = f"ps -o sid= -p $$ >{tmp_path}/session; echo $$ >{tmp_path}/pid; touch /run/up; exec sleep 300"
    path = tools(tmp_path, "dockerd", dockerd=stay)
    pretend_venv(clone)

    result = setup(clone, *in_a_machine_without_engine(tmp_path), path=path)

    assert (result.returncode, result.stderr.splitlines()[-1]) == (0, "setup: done")
    session, pid = ((tmp_path / name).read_text().strip() for name in ("session", "pid"))
    assert session == pid


def unprivileged() -> list[str]:
    if os.geteuid() != 0:
        return []
    return [
        program("setpriv"),
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--no-new-privs",
    ]


def in_a_machine_without_engine(tmp_path: Path) -> list[str]:
    """Own mounts and process ids: no engine's socket, no systemd, and dockerd's log is not the host's."""
    probe = [program("unshare"), "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"]
    if os.geteuid() != 0 or subprocess.run([*probe, "true"], check=False).returncode:
        pytest.skip("needs root and the right to make namespaces")
    hide = 'mount -t tmpfs none /run && mount -t tmpfs none /var/log && exec "$0"'
    return [*probe, "sh", "-c", hide]


def pretend_venv(clone: Path) -> None:
    """A .venv whose Python says that the engine is there as soon as dockerd has made /run/up."""
    python = clone / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\n[ -e /run/up ] || exit 3\n")
    python.chmod(0o755)
    digests = subprocess.run(
        ["sha256sum", "pyproject.toml", "constraints.txt"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    )
    (clone / ".venv" / ".set-up").write_text(f"{clone}\n{digests.stdout}")


def program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} of util-linux is not installed"
    return found


def tools(tmp_path: Path, name: str, **programs: str) -> str:
    """A PATH with what setup itself calls and the given programs, and nothing else found before them."""
    folder = tmp_path / name.replace(" ", "-").replace(",", "")
    folder.mkdir()
    for tool in _TOOLS:
        if found := shutil.which(tool):
            (folder / tool).symlink_to(found)
    for program_name, script in programs.items():
        (folder / program_name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / program_name).chmod(0o755)
    return str(folder)
