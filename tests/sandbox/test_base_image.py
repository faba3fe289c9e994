"""The base image is the same whether a registry gave Debian or a mirror did."""

import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator

import pytest
from docker import DockerClient

from judge.sandbox import images
from judge.sandbox.base_image import Sources, make_base
from judge.sandbox.image_stages import RUNNER_IMAGES

pytestmark = [pytest.mark.docker, pytest.mark.slow]

_BASE = RUNNER_IMAGES / "base"


@pytest.fixture(scope="module")
def engine() -> Iterator[DockerClient]:
    client = images.connect()
    yield client
    client.close()


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real registry on this machine, with nothing in it; engines trust one on the loopback."""
    program = shutil.which("docker-registry")
    if program is None or shutil.which("mmdebstrap") is None:
        pytest.skip("needs: sudo apt-get install docker-registry mmdebstrap")
    folder = tmp_path_factory.mktemp("registry")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    (folder / "config.yml").write_text(
        f"version: 0.1\nlog: {{level: error}}\nstorage: {{filesystem: {{rootdirectory: {folder}}}}}\n"
        f"http: {{addr: '{address}'}}\n"
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "serve", folder / "config.yml"], stdout=log, stderr=log
        )
    try:
        _await(f"http://{address}/v2/", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="module")
def slim_image(
    registry: str, engine: DockerClient, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """What a registry's slim Debian is like, in ours: more packages than we want, no Python."""
    archive = tmp_path_factory.mktemp("slim") / "slim.tar"
    hooks = "/usr/share/mmdebstrap/hooks/maybe-merged-usr"
    subprocess.run(
        [
            "mmdebstrap",
            "--quiet",
            "--variant=minbase",
            f"--hook-dir={hooks}",
            "--include=usr-is-merged,less",
            "bookworm",
            archive,
        ],
        check=True,
        capture_output=True,
    )
    reference = f"{registry}/debian:bookworm-slim"
    with archive.open("rb") as stream:
        engine.api.import_image_from_stream(
            iter(lambda: stream.read(1 << 20), b""),
            repository=f"{registry}/debian",
            tag="bookworm-slim",
        )
    engine.images.push(f"{registry}/debian", tag="bookworm-slim")
    engine.images.remove(reference)
    yield reference
    engine.images.remove(reference)


def test_both_ways_give_the_same_packages_and_files(slim_image: str, engine: DockerClient) -> None:
    said: list[str] = []
    from_registry = "coderound-test/base:from-registry"
    make_base(engine, _BASE, from_registry, {}, Sources(debian_image=slim_image), said.append)
    try:
        assert said == [], "a registry answered, so nothing was to be said about a mirror"
        from_mirror = images.require_image(engine, "base")
        assert _packages(engine, from_registry) == _packages(engine, from_mirror)
        assert _files(engine, from_registry) ^ _files(engine, from_mirror) == set()
        configurations = [
            {
                key: engine.images.get(reference).attrs["Config"][key]
                for key in ("Env", "Cmd", "User")
            }
            for reference in (from_registry, from_mirror)
        ]
        assert configurations[0] == configurations[1]
        assert len(engine.images.get(from_registry).attrs["RootFS"]["Layers"]) == 1
    finally:
        engine.images.remove(from_registry)


def _packages(engine: DockerClient, reference: str) -> set[str]:
    """Names without versions: the two may be made days apart."""
    return _lines(engine, reference, "dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n")


def _files(engine: DockerClient, reference: str) -> set[str]:
    return _lines(engine, reference, "find", "/", "-xdev", "-printf", "%p %M %u\n")


def _lines(engine: DockerClient, reference: str, *command: str) -> set[str]:
    output = engine.containers.run(reference, list(command), remove=True, network_mode="none")
    return set(bytes(output).decode().splitlines())


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        assert process.poll() is None, "the registry ended at once"
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the registry does not answer")
