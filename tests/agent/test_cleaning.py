"""Whatever a run leaves in its folders is gone afterwards, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.cleaning import kill_strangers, wipe, writable_mounts


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def nest(folder: Path, levels: int) -> None:
    """Nest folders deeper than a path may be long."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("below", dir_fd=here)
        inner = os.open("below", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("leaf", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


def test_folders_nested_deeper_than_a_path_is_long_are_removed(place: Path) -> None:
    nest(place, 2000)
    wipe(str(place))
    assert list(place.iterdir()) == []


def test_links_are_removed_and_not_followed(place: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (place / "to-folder").symlink_to(outside)
    (place / "to-file").symlink_to(outside / "kept")
    (place / "below").mkdir()
    (place / "below" / "to-folder").symlink_to(outside, target_is_directory=True)
    (place / "below" / "to-itself").symlink_to("to-itself")
    (place / "hard").hardlink_to(outside / "kept")
    wipe(str(place))
    assert list(place.iterdir()) == []
    assert (outside / "kept").read_text() == "kept"


def test_odd_names_and_odd_files_are_removed(place: Path) -> None:
    os.mkfifo(place / "fifo")
    (place / "new\nline").write_text("x")
    (place / "folder\n").mkdir()
    (place / "folder\n" / "-rf *").write_text("x")
    (place / ("n" * 255)).mkdir()
    (place / os.fsdecode(b"not\xffutf-8")).touch()
    (place / os.fsdecode(b"folder\xff")).mkdir()
    wipe(str(place))
    assert list(place.iterdir()) == []


def test_many_files_in_many_folders_are_removed(place: Path) -> None:
    for number in range(40):
        folder = place / f"{number}" / "a" / "b"
        folder.mkdir(parents=True)
        for name in range(20):
            (folder / f"{name}").touch()
    wipe(str(place))
    assert list(place.iterdir()) == []


def test_a_folder_that_nobody_may_enter_is_removed_by_root(place: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("the agent is root in its box")
    (place / "locked" / "inner").mkdir(parents=True)
    (place / "locked").chmod(0)
    wipe(str(place))
    assert list(place.iterdir()) == []


def test_what_cannot_be_removed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        wipe(str(tmp_path / "missing"))


def test_read_only_mounts_are_not_writable(tmp_path: Path) -> None:
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(
        "1 0 0:1 / / ro,relatime - overlay overlay rw,lowerdir=/a\n"
        "2 1 0:2 / /proc rw,nosuid - proc proc rw\n"
        "3 1 0:3 / /tmp rw,nosuid shared:5 master:6 - tmpfs tmpfs rw,size=1024k\n"
        "4 1 0:4 / /dev/mqueue ro,nosuid - tmpfs tmpfs rw\n"
    )
    assert writable_mounts(str(mountinfo)) == {"/proc": "proc", "/tmp": "tmpfs"}


_IN_A_NAMESPACE = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from agent.cleaning import kill_strangers
read, write = os.pipe()
for session in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(write, b"!")
        time.sleep(600)
seen = b""
while len(seen) < 3:
    seen += os.read(read, 3)
print(kill_strangers({os.getpid()}), kill_strangers({os.getpid()}))
print([name for name in os.listdir("/proc") if name.isdigit()])
"""


def test_every_other_process_is_killed_and_reaped() -> None:
    agent = Path(sys.modules[kill_strangers.__module__].__file__ or "").parents[1]
    namespace = ["unshare", "--pid", "--fork", "--mount-proc"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("a process namespace needs root")
    command = [*namespace, sys.executable, "-c", _IN_A_NAMESPACE, str(agent)]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout
    assert said.splitlines() == ["(True, True) (False, True)", "['1']"]
