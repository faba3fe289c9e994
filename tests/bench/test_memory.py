"""Memory is read from cgroups of both versions."""

from pathlib import Path

import pytest

from bench.memory import NotReadable, cgroup_folder, cgroup_memory, smaps_mib

MIB = 2**20
FIRST = "9:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n0::/\n"
SECOND = "0::/system.slice/docker-abc.scope\n"


def folder_with(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / f"memory.{name}").write_text(text)
    return path


def test_version_1(tmp_path: Path) -> None:
    wanted = folder_with(
        tmp_path / "memory/docker/abc",
        stat=f"cache {2 * MIB}\nrss {5 * MIB}\n",
        usage_in_bytes=f"{8 * MIB}\n",
        max_usage_in_bytes=f"{9 * MIB}\n",
    )
    assert cgroup_folder(FIRST, tmp_path) == wanted
    assert cgroup_memory(wanted) == {
        "all_mib": 8,
        "peak_mib": 9,
        "processes_mib": 5,
        "cache_mib": 2,
    }


def test_version_2_on_a_kernel_that_tells_no_peak(tmp_path: Path) -> None:
    wanted = folder_with(
        tmp_path / "system.slice/docker-abc.scope",
        stat=f"anon {5 * MIB}\nfile {2 * MIB}\n",
        current=f"{8 * MIB}\n",
    )
    assert cgroup_folder(SECOND, tmp_path) == wanted
    assert cgroup_memory(wanted) == {"all_mib": 8, "processes_mib": 5, "cache_mib": 2}


@pytest.mark.parametrize("text", [FIRST, SECOND, ""])
def test_a_cgroup_that_is_not_there_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        cgroup_folder(text, tmp_path)


def test_shares_of_a_process_are_read() -> None:
    text = "55e0-7ffd ---p 00000000 00:00 0 [rollup]\nRss:  2048 kB\nPss:  1024 kB\n"
    assert smaps_mib(text) == {"rss_mib": 2, "pss_mib": 1}
