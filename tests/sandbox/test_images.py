"""Naming, listing and building runner images."""

import shutil
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from docker import DockerClient

from judge.errors import EngineUnavailable, ImageMissing, NotFound, SandboxError
from judge.model.limits import MIB
from judge.sandbox import image_stages, images
from judge.sandbox.image_stages import RUNNER_IMAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of runner_images that a test may change."""
    copy = tmp_path / "runner_images"
    shutil.copytree(RUNNER_IMAGES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def engine() -> Iterator[DockerClient]:
    client = images.connect()
    yield client
    client.close()


def test_a_reference_names_the_image_and_what_it_is_made_of() -> None:
    repository, _, tag = images.image_reference("python").partition(":")

    assert repository == "coderound/python"
    assert len(tag) == 12
    assert set(tag) <= set("0123456789abcdef")


def test_another_agent_is_another_image_on_the_same_base(folder: Path) -> None:
    before = {name: images.image_reference(name, folder=folder) for name in images.IMAGE_NAMES}
    (folder / "agent" / "more.py").write_text("pass\n")

    assert images.image_reference("python", folder=folder) != before["python"]
    assert images.image_reference("base", folder=folder) == before["base"]


@pytest.mark.parametrize(
    "source",
    ["base/packages.txt", "base/finish.sh", "python/requirements.txt", "python/Dockerfile"],
)
def test_whatever_an_image_is_made_of_changes_its_reference(folder: Path, source: str) -> None:
    before = images.image_reference("python", folder=folder)
    with (folder / source).open("a") as file:
        file.write("# another line\n")

    assert images.image_reference("python", folder=folder) != before


def test_another_processor_is_another_image(folder: Path) -> None:
    references = {
        images.image_reference("python", folder=folder, machine=machine)
        for machine in ("x86_64", "aarch64")
    }
    assert len(references) == 2


def test_what_python_leaves_behind_does_not_change_a_reference(folder: Path) -> None:
    before = images.image_reference("python", folder=folder)
    (folder / "agent" / "__pycache__").mkdir()
    (folder / "agent" / "__pycache__" / "server.cpython-311.pyc").write_bytes(b"compiled")

    assert images.image_reference("python", folder=folder) == before


def test_naming_an_image_is_quick_enough_for_every_run() -> None:
    """A few milliseconds on an idle machine; the bound leaves room for a busy one."""
    started = time.perf_counter()
    images.image_reference("python")

    assert time.perf_counter() - started < 0.2


def test_an_unknown_image_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(NotFound, match=r"'cobol'.*there are: base, python, python-ml"):
        images.image_reference("cobol")


def test_how_boxes_are_given_memory_and_modules_is_no_matter_of_the_libraries(folder: Path) -> None:
    """Another preload is another image, in seconds: its libraries are not unpacked again."""
    before = [stage.reference for stage in image_stages.stages_of("python", folder, None)]
    with (folder / "python" / "box.toml").open("a") as file:
        file.write("# another line\n")

    after = [stage.reference for stage in image_stages.stages_of("python", folder, None)]
    assert [new == old for new, old in zip(after, before, strict=True)] == [True, True, False]


def test_boxes_need_what_their_image_says() -> None:
    needs = image_stages.needs_of("python")
    assert needs.preload == ("numpy",)
    assert needs.overhead_bytes == 128 * MIB
    assert "torch" in image_stages.needs_of("python-ml").preload
    with pytest.raises(NotFound, match="'cobol'"):
        image_stages.needs_of("cobol")
    with pytest.raises(NotFound, match="no boxes are made of the image 'base'"):
        image_stages.needs_of("base")


def test_numpy_is_the_same_in_every_image() -> None:
    pins = [
        line
        for name in ("python", "python-ml")
        for line in (RUNNER_IMAGES / name / "requirements.txt").read_text().splitlines()
        if line.startswith("numpy==")
    ]
    assert len(pins) == 2
    assert len(set(pins)) == 1


def test_what_is_to_be_left_out_of_an_image_is_removed(tmp_path: Path) -> None:
    for name in ("a/tests/x.py", "a/b/tests/x.py", "a/b/x.py", "bin/tool", "bin/other"):
        (tmp_path / "all" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "all" / name).touch()
    (tmp_path / "leave-out.txt").write_text("# tests\n**/tests\n\nbin/to*  # a tool\n")

    images._leave_out(tmp_path / "leave-out.txt", tmp_path / "all")

    left = {str(path.relative_to(tmp_path / "all")) for path in (tmp_path / "all").rglob("*")}
    assert left == {"a", "a/b", "a/b/x.py", "bin", "bin/other"}


def test_no_engine_is_told_as_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no.sock")

    with pytest.raises(EngineUnavailable, match="no Docker engine answers"):
        images.list_images()


@pytest.mark.docker
def test_a_missing_image_is_named_with_the_command_that_builds_it(
    folder: Path, engine: DockerClient
) -> None:
    (folder / "agent" / "never_built.py").write_text("pass\n")
    reference = images.image_reference("python", folder=folder)

    with pytest.raises(ImageMissing, match=rf"{reference} .* judge images build python"):
        images.require_image(engine, "python", folder=folder)


@pytest.mark.docker
def test_the_list_tells_what_is_built_and_what_is_not(folder: Path) -> None:
    assert all(image.built and image.size_bytes for image in images.list_images())

    (folder / "agent" / "never_built.py").write_text("pass\n")
    base, python, _ = images.list_images(folder=folder)
    assert (base.name, base.built) == ("base", True)
    assert (python.name, python.built, python.size_bytes, python.created) == (
        *("python", False, None, None),
    )


@pytest.mark.docker
def test_a_changed_agent_is_built_once_and_is_in_the_image(
    folder: Path, engine: DockerClient
) -> None:
    (folder / "agent" / "marker_of_a_test.py").write_text(f"WHEN = {time.time_ns()}\n")
    said: list[str] = []
    reference = images.build_image("python", said.append, folder=folder)
    try:
        assert said[0] == f"building {reference}"
        said.clear()
        assert images.build_image("python", said.append, folder=folder) == reference
        assert said == []
        assert "marker_of_a_test.py" in _output_of(engine, reference, "ls", "/opt/coderound/agent")
    finally:
        engine.images.remove(reference)


@pytest.mark.docker
def test_an_image_that_fails_its_smoke_program_does_not_stay(
    folder: Path, engine: DockerClient
) -> None:
    (folder / "python" / "smoke.py").write_text("raise SystemExit('numpy is broken')\n")

    with pytest.raises(SandboxError, match="numpy is broken"):
        images.build_image("python", lambda _: None, folder=folder)
    with pytest.raises(ImageMissing):
        images.require_image(engine, "python", folder=folder)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """Our code under another name, so that what it removes are not the images of this host."""
    repository = f"coderound-test-{uuid.uuid4().hex[:8]}"
    monkeypatch.setattr(images, "REPOSITORY", repository)
    monkeypatch.setattr(image_stages, "REPOSITORY", repository)
    return repository


@pytest.mark.docker
def test_clean_removes_all_images_and_the_containers_made_of_them(
    engine: DockerClient, elsewhere: str
) -> None:
    _make_empty_image(engine, f"{elsewhere}/python:one")
    container = engine.containers.create(f"{elsewhere}/python:one", ["true"])

    images.remove_images(lambda _: None)

    assert engine.images.list(name=f"{elsewhere}/python") == []
    assert container.id not in [other.id for other in engine.containers.list(all=True)]


@pytest.mark.docker
def test_only_old_images_of_the_same_name_make_room_for_a_new_one(
    engine: DockerClient, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = image_stages.stages_of("base", RUNNER_IMAGES, None)[0]
    current = stage.reference
    for reference in (current, f"{elsewhere}/base:old", f"{elsewhere}/based:other"):
        _make_empty_image(engine, reference)
    try:
        images._remove_older(engine, stage, lambda _: None)
        assert _tags(engine, f"{elsewhere}/base") == {current, f"{elsewhere}/base:old"}

        monkeypatch.setattr(images, "_KEEP_OLD_FOR", timedelta(0))
        images._remove_older(engine, stage, lambda _: None)
        assert _tags(engine, f"{elsewhere}/base") == {current}
        assert _tags(engine, f"{elsewhere}/based") == {f"{elsewhere}/based:other"}
    finally:
        images.remove_images(lambda _: None)


@pytest.mark.docker
def test_a_runner_image_has_no_tools_of_attack(engine: DockerClient) -> None:
    reference = images.require_image(engine, "python")

    assert _output_of(engine, reference, "find", "/", "-xdev", "-type", "f", "-perm", "/6000") == ""
    for program in ("pip", "pip3", "gcc", "cc", "curl", "wget", "sudo", "ssh"):
        assert _output_of(engine, reference, "sh", "-c", f"command -v {program} || true") == ""
    modules = "import importlib.util as u; print([u.find_spec(m) for m in ('pip', 'ensurepip')])"
    assert _output_of(engine, reference, "python3", "-c", modules) == "[None, None]\n"


@pytest.mark.docker
def test_all_python_in_an_image_is_compiled(engine: DockerClient) -> None:
    """The root file system is read-only at run time, so nobody would compile it later."""
    reference = images.require_image(engine, "python")
    program = (
        "import pathlib, importlib.util as u\n"
        "for top in ('/usr/lib/python3', '/usr/lib/python3.11', '/usr/local/lib', '/opt'):\n"
        "    for path in pathlib.Path(top).rglob('*.py'):\n"
        "        if not pathlib.Path(u.cache_from_source(str(path))).exists(): print(path)\n"
    )
    assert _output_of(engine, reference, "python3", "-c", program) == ""


def _make_empty_image(engine: DockerClient, reference: str) -> None:
    """An image that no other stands on: the containers of all that do would be removed with it."""
    nothing = bytes(10_240)  # a tar archive without a member
    repository, _, tag = reference.partition(":")
    engine.api.import_image_from_data(nothing, repository=repository, tag=tag)


def _tags(engine: DockerClient, repository: str) -> set[str]:
    tags = {tag for image in engine.images.list(name=repository) for tag in image.tags}
    return {tag for tag in tags if tag.startswith(f"{repository}:")}


def _output_of(engine: DockerClient, reference: str, *command: str) -> str:
    output = engine.containers.run(reference, list(command), remove=True, network_mode="none")
    return bytes(output).decode()
